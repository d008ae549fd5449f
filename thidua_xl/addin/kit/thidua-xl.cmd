@echo off
rem The command line of thidua_xl, for this user.
"%~dp0@HOME@\python.exe" -E -P -X utf8 -m thidua_xl %*
