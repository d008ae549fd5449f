@echo off
rem Installs thidua_xl and its Excel add-in for this user, without Internet and without administrator.
rem Everything happens in cai_dat.ps1 beside this file; it may be run again at any time.
setlocal
powershell.exe -NoLogo -NoProfile -ExecutionPolicy Bypass -File "%~dp0cai_dat.ps1"
set "CODE=%ERRORLEVEL%"
echo.
if not "%CODE%"=="0" echo Chua cai xong. Xem muc "Cai bang tay" trong HUONG_DAN.html.
pause
exit /b %CODE%
