@echo off
rem Looks at what may stop the buttons, and says what to do.
"%~dp0@HOME@\python.exe" -E -P -X utf8 -m thidua_xl addin doctor
set "CODE=%ERRORLEVEL%"
echo.
pause
exit /b %CODE%
