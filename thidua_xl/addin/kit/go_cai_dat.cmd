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
for %%D in (python venv) do if exist "%PLACE%%%D" ren "%PLACE%%%D" "%%D.go" || goto busy
for %%D in (python venv) do if exist "%PLACE%%%D.go" rmdir /s /q "%PLACE%%%D.go"
for %%P in ("%PLACE%python-3.*-amd64.exe") do (
  start "" /wait "%%~fP" /uninstall /quiet
  del "%%~fP"
)
for /d %%D in ("%PLACE%python3*") do rmdir /s /q "%%~fD"
reg delete "HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\thidua_xl" /f >nul 2>nul
if /i not "%~1"=="/quiet" pause
(goto) 2>nul & del "%~f0" & rmdir "%~dp0" 2>nul
:busy
echo.
echo Chua go xong: hay dong Excel, cua so Thi dua, cua so lenh roi chay lai.
:failed
if /i not "%~1"=="/quiet" pause
exit /b 1
