@echo off
rem Builds what a command needs, if it is missing or older than its sources, and runs it.
rem The same commands as the script keyturn for other systems.
setlocal EnableDelayedExpansion
set "ROOT=%~dp0"
set "ROOT=%ROOT:~0,-1%"
set "COMMAND=%~1"

if "%COMMAND%"=="" (
  call :usage 1>&2
  exit /b 2
)
if "%COMMAND%"=="help" goto usage
if "%COMMAND%"=="--help" goto usage
if "%COMMAND%"=="-h" goto usage
if "%COMMAND%"=="/?" goto usage
if "%COMMAND%"=="up" (
  set "MODULES=server-war,quickstart,desktop-client"
  set "MODULE=quickstart"
  set "MAIN=keyturn.quickstart.Keyturn"
) else if "%COMMAND%"=="account" (
  set "MODULES=quickstart"
  set "MODULE=quickstart"
  set "MAIN=keyturn.quickstart.Keyturn"
) else if "%COMMAND%"=="invitation" (
  set "MODULES=quickstart"
  set "MODULE=quickstart"
  set "MAIN=keyturn.quickstart.Keyturn"
) else if "%COMMAND%"=="identity" (
  set "MODULES=quickstart"
  set "MODULE=quickstart"
  set "MAIN=keyturn.quickstart.Keyturn"
) else if "%COMMAND%"=="console" (
  set "MODULES=console-client"
  set "MODULE=console-client"
  set "MAIN=keyturn.console.ConsoleApp"
) else if "%COMMAND%"=="desktop" (
  set "MODULES=desktop-client"
  set "MODULE=desktop-client"
  set "MAIN=keyturn.desktop.DesktopApp"
) else (
  echo keyturn: unknown command '%COMMAND%'; keyturn help lists the commands. 1>&2
  exit /b 2
)

if defined JAVA_HOME if exist "%JAVA_HOME%\bin\javac.exe" goto jdkfound
for /f "delims=" %%J in ('where javac 2^>nul') do (
  for %%H in ("%%~dpJ..") do set "JAVA_HOME=%%~fH"
  goto jdkfound
)
echo keyturn: needs a JDK 17 or newer: install one from https://adoptium.net or set JAVA_HOME. 1>&2
exit /b 1

:jdkfound
for /f "tokens=2" %%V in ('""%JAVA_HOME%\bin\javac" -version 2^>^&1"') do (
  for /f "delims=.-" %%M in ("%%V") do set "JAVA_MAJOR=%%M"
)
if not defined JAVA_MAJOR set "JAVA_MAJOR=0"
if %JAVA_MAJOR% LSS 17 (
  echo keyturn: needs a JDK 17 or newer, but the one at %JAVA_HOME% is too old: install one from https://adoptium.net or set JAVA_HOME. 1>&2
  exit /b 1
)

rem A module is fresh when no source, SQL script or pom is newer than the stamp of its build.
set "STALE="
for %%M in (%MODULES:,= %) do (
  set "STAMP=%ROOT%\%%M\target\built.stamp"
  powershell -NoProfile -Command "$s='!STAMP!'; if (-not (Test-Path $s)) { exit 1 }; $t=(Get-Item $s).LastWriteTime; $f=Get-ChildItem -Recurse -File -Path '%ROOT%\*\src','%ROOT%\sql','%ROOT%\*\pom.xml','%ROOT%\pom.xml' | Where-Object { $_.LastWriteTime -gt $t } | Select-Object -First 1; if ($f) { exit 1 }"
  if errorlevel 1 set "STALE=1"
)
if defined STALE (
  echo keyturn: building %MODULES% ^(the first time some 350 MB are downloaded^) 1>&2
  pushd "%ROOT%"
  call mvnw.cmd -q -B -Dmaven.test.skip=true -pl %MODULES% -am package 1>&2
  if errorlevel 1 (
    popd
    echo keyturn: the build failed. 1>&2
    exit /b 1
  )
  popd
  for %%M in (%MODULES:,= %) do type nul > "%ROOT%\%%M\target\built.stamp"
)

shift
set "ARGUMENTS="
if "%MODULE%"=="quickstart" set "ARGUMENTS=%COMMAND%"
:collect
if "%~1"=="" goto run
set ARGUMENTS=%ARGUMENTS% %1
shift
goto collect

:run
for %%J in ("%ROOT%\%MODULE%\target\%MODULE%-*.jar") do set "JAR=%%~fJ"
"%JAVA_HOME%\bin\java" -XX:-UsePerfData -Dfile.encoding=UTF-8 "-Dkeyturn.root=%ROOT%" "-Djavafx.cachedir=%ROOT%\.keyturn\javafx" -cp "%JAR%;%ROOT%\%MODULE%\target\lib\*" %MAIN% %ARGUMENTS%
exit /b %errorlevel%

:usage
echo Keyturn, the chat that an organisation runs itself.
echo.
echo   keyturn up [--port N] [--data DIR] [--no-client] [--database URL]
echo              [--compatibility-suites] [--no-echo]
echo       Start a server with its database on this computer, and the desktop client.
echo.
echo   keyturn account add NAME --database URL [--password-file FILE]
echo       Write an account into a server's database.
echo   keyturn account disable NAME --database URL
echo       Put a person out: sessions end, sign-in is refused, the keys of all conversations turn.
echo   keyturn account enable NAME --database URL
echo       Take a disabled person back, with new keys.
echo.
echo   keyturn invitation new --database URL [--days N]
echo       Print a code that lets one person register where the server asks for invitations.
echo.
echo   keyturn identity new FILE
echo       Make the key by which clients know a server, and print its fingerprint.
echo.
echo   keyturn console --server URL --user NAME [--register] [--help ...]
echo       Chat in a terminal.
echo.
echo   keyturn desktop [--server URL] [--help ...]
echo       Open the desktop client.
echo.
echo   keyturn help
echo       Show this.
exit /b 0
