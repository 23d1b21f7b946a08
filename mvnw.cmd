@echo off
rem Runs the installed Maven on the JDK that JAVA_HOME names. The build needs JDK 25 and Maven 3.9 or newer.
setlocal
if "%JAVA_HOME%"=="" (
  echo mvnw: needs a JDK 25. Install one ^(Temurin, for example^) and let JAVA_HOME name it. 1>&2
  exit /b 1
)
where mvn >nul 2>nul
if errorlevel 1 (
  echo mvnw: Maven is not on the PATH. Install Maven 3.9. 1>&2
  exit /b 1
)
call mvn %*
exit /b %ERRORLEVEL%
