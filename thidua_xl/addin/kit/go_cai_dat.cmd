@echo off
rem Takes away what the kit brought for this user; books, forms and settings stay.
rem Python cannot delete itself: it takes away all but its own folder, the rest is done here.
setlocal DisableDelayedExpansion
set "PLACE=%~dp0"
cd /d "%TEMP%"
if not exist "%PLACE%@HOME@\python.exe" goto rest
"%PLACE%@HOME@\python.exe" -I -X utf8 -m thidua_xl.addin.kit.take_away
if errorlevel 1 goto failed
:rest
rem a folder in use cannot be renamed: then nothing of it is deleted
for %%D in (python venv) do if exist "%PLACE%%%D.go" rmdir /s /q "%PLACE%%%D.go"
for %%D in (python venv) do if exist "%PLACE%%%D" ren "%PLACE%%%D" "%%D.go"
for %%D in (python venv) do if exist "%PLACE%%%D" goto busy
for %%D in (python venv) do if exist "%PLACE%%%D.go" rmdir /s /q "%PLACE%%%D.go"
rem what python.org's installers brought, they take away themselves
cd /d "%PLACE%"
if not exist "go_cai_dat.cmd" goto failed
for %%P in (python-3.*-amd64.exe) do (
  start "" /wait "%PLACE%%%P" /uninstall /quiet
  del "%PLACE%%%P"
)
for /d %%D in (python3*) do rmdir /s /q "%PLACE%%%D"
cd /d "%TEMP%"
reg delete "HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\thidua_xl" /f >nul 2>nul
if /i not "%~1"=="/quiet" pause
goto gone
:busy
echo.
echo Chua go xong: hay dong Excel, cua so Thi dua, cua so lenh roi chay lai.
:failed
if /i not "%~1"=="/quiet" pause
exit /b 1
:gone
rem the last line: after it there is no file to read on from
(goto) 2>nul & del "%~f0" & rmdir "%~dp0" 2>nul
