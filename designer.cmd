@echo off
rem Starts the program on Windows; see the file "designer" beside this one.
setlocal
where py >nul 2>nul && (py -3 "%~dp0designer" %* & goto end)
where python >nul 2>nul && (python "%~dp0designer" %* & goto end)
echo designer: found no Python, expected 3.11 or newer; install it from the Microsoft Store or python.org 1>&2
exit /b 1
:end
exit /b %ERRORLEVEL%
