@echo off
rem Installs thidua_xl and its Excel add-in for this user, without Internet and without administrator.
rem With a Python of the kit's own everything happens in cai_dat.py, else cai_dat.ps1 first finds or installs one.
rem It may be run again at any time.
setlocal DisableDelayedExpansion
if exist "%~dp0python\python.exe" goto own
powershell.exe -NoLogo -NoProfile -ExecutionPolicy Bypass -File "%~dp0cai_dat.ps1"
set "CODE=%ERRORLEVEL%"
goto said
:own
"%~dp0python\python.exe" -I -B -X utf8 "%~dp0cai_dat.py"
set "CODE=%ERRORLEVEL%"
:said
echo.
if not "%CODE%"=="0" echo Chua cai xong. Xem muc "Cai bang tay" trong HUONG_DAN.html.
pause
exit /b %CODE%
