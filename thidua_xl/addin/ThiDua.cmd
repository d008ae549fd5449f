@echo off
rem thidua_xl: a double click opens the window with the book beside this file; what is dropped on it goes into that book.
rem Finds Python as the add-in does; may be copied with its book to any PC of Windows 10 or later.
setlocal DisableDelayedExpansion
chcp 65001 >nul
set "BOOK=%~dp0@BOOK@"
set "PY="
set "SETTINGS=%APPDATA%\thidua_xl\addin.ini"
if exist "%SETTINGS%" for /f "usebackq tokens=1,* delims==" %%A in (`type "%SETTINGS%" ^| findstr "interpreter="`) do set "PY=%%B"
if defined PY if not exist "%PY%" set "PY="
if not defined PY if exist "%LOCALAPPDATA%\thidua_xl\python\pythonw.exe" set "PY=%LOCALAPPDATA%\thidua_xl\python\pythonw.exe"
if not defined PY if exist "%LOCALAPPDATA%\thidua_xl\venv\Scripts\pythonw.exe" set "PY=%LOCALAPPDATA%\thidua_xl\venv\Scripts\pythonw.exe"
if not defined PY for %%P in (pythonw.exe) do if not "%%~$PATH:P"=="" set "PY=%%~$PATH:P"
if not defined PY goto missing
"%PY%" -E -P -c "import thidua_xl" >nul 2>nul || goto missing
if not "%~1"=="" goto receive
start "" "%PY%" -E -P -m thidua_xl window "%BOOK%"
exit /b 0
:receive
start "" "%PY%" -E -P -m thidua_xl window "%BOOK%" --receive %*
exit /b 0
:missing
echo Máy này chưa cài chương trình Thi đua nên chưa mở được cửa sổ.
echo - Có bộ cài (USB): bấm đúp cai_dat.cmd trong bộ cài, rồi bấm đúp lại tệp này.
echo - Không có bộ cài: nhờ người phụ trách máy tính cài Python từ python.org và chương trình thidua_xl.
echo Sổ vẫn mở và dùng được bằng Excel, WPS, LibreOffice như thường.
pause
exit /b 1
