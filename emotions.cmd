@echo off
rem Starts emotions4j on Windows: builds it first when it has not been built or a source is newer.
rem JAVA_HOME, EMOTIONS_JAVA_OPTS and EMOTIONS_MAVEN_ARGS work as in the launcher for Linux and macOS, emotions.
setlocal DisableDelayedExpansion
set "root=%~dp0"
set "kind=light"
if "%~1"=="train" set "kind=training"
if "%~1"=="data" if "%~2"=="clean" set "kind=training"
set "java=java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"

powershell -NoProfile -ExecutionPolicy Bypass -File "%root%emotions4j-cli\src\launcher\build.ps1" -Kind %kind% <nul 1>&2
if errorlevel 1 exit /b 1

rem ONNX Runtime: no telemetry, in case a later version has it.
set "ORT_DISABLE_TELEMETRY=1"
"%java%" "@%root%emotions4j-cli\target\launcher\%kind%.args" %EMOTIONS_JAVA_OPTS% io.github.emotions4j.cli.Main %*
exit /b %errorlevel%
