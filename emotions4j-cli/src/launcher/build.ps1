# Builds emotions4j for emotions.cmd when a source is newer than the last build, and writes Java's options to
# target\launcher\KIND.args. KIND is light, or training with libtorch.
param([ValidateSet('light', 'training')] [string] $Kind = 'light')
$ErrorActionPreference = 'Stop'

$root = (Resolve-Path (Join-Path $PSScriptRoot '..\..\..')).Path
$state = Join-Path $root 'emotions4j-cli\target\launcher'
$record = Join-Path $state "$Kind.args"
$log = Join-Path $state 'build.log'

function Fail([string] $message) {
    [Console]::Error.WriteLine("emotions: $message")
    exit 1
}

# A folder's time tells of files that were added or removed.
function Test-Fresh {
    if (-not (Test-Path $record)) { return $false }
    $built = (Get-Item $record).LastWriteTimeUtc
    $modules = Get-ChildItem $root -Directory -Filter 'emotions4j*'
    $sources = @(Get-Item (Join-Path $root 'pom.xml'))
    foreach ($module in $modules) {
        $sources += Get-Item (Join-Path $module.FullName 'pom.xml') -ErrorAction SilentlyContinue
        $main = Join-Path $module.FullName 'src\main'
        if (Test-Path $main) { $sources += @(Get-Item $main) + @(Get-ChildItem $main -Recurse) }
    }
    return -not ($sources | Where-Object { $_.LastWriteTimeUtc -gt $built })
}

function Invoke-Maven {
    $profiles = 'fast,launcher'
    if ($Kind -eq 'training') { $profiles += ',training-natives' }
    $more = @()
    if ($env:EMOTIONS_MAVEN_ARGS) { $more = $env:EMOTIONS_MAVEN_ARGS -split ' ' }
    Push-Location $root
    try {
        $ErrorActionPreference = 'Continue'
        & mvn.cmd -B -P $profiles '-Dmaven.test.skip=true' @more -pl emotions4j-cli -am process-classes *> $log
        if ($LASTEXITCODE -ne 0) {
            $first = Select-String -Path $log -Pattern '^\[ERROR\] *(.+)' | Select-Object -First 1
            Fail "the build failed: $($first.Matches[0].Groups[1].Value); the whole log is $log"
        }
    } finally {
        Pop-Location
    }
}

# Copies this project's own jars: Windows would not let a later build replace jars that a running Java has open.
function Save-ClassPath([DateTime] $started) {
    $jars = Join-Path $state ("$Kind-" + [Guid]::NewGuid().ToString('N'))
    New-Item -ItemType Directory $jars | Out-Null
    $own = Get-ChildItem (Join-Path $root 'emotions4j-cli\target') -Filter 'emotions4j-cli-*.jar' |
        Sort-Object LastWriteTimeUtc -Descending | Select-Object -First 1
    $entries = @($own.FullName) + ((Get-Content (Join-Path $state 'maven-class-path') -Raw).Trim() -split ';')
    $kept = foreach ($entry in $entries) {
        if ($entry.StartsWith($root + '\')) { (Copy-Item $entry $jars -PassThru).FullName } else { $entry }
    }
    $options = "-XX:+UseSerialGC`n-XX:TieredStopAtLevel=1`n-Xms32m`n-Dfile.encoding=UTF-8`n-cp`n" +
        '"' + (($kept -join ';') -replace '\\', '/') + '"' + "`n"
    [IO.File]::WriteAllText($record, $options)
    (Get-Item $record).LastWriteTimeUtc = $started
}

if (Test-Fresh) { exit 0 }
if (-not (Get-Command mvn.cmd -ErrorAction SilentlyContinue)) {
    Fail 'found no mvn.cmd on the PATH; building needs a JDK 17 or newer and Maven 3.8 or newer'
}
New-Item -ItemType Directory -Force $state | Out-Null
$mutex = New-Object System.Threading.Mutex($false, 'emotions4j-build')
try { [void] $mutex.WaitOne() } catch [System.Threading.AbandonedMutexException] { }
try {
    if (-not (Test-Fresh)) {
        [Console]::Error.WriteLine('emotions: building (the first time, about a minute)...')
        $started = [DateTime]::UtcNow
        Invoke-Maven
        Save-ClassPath $started
    }
} finally {
    $mutex.ReleaseMutex()
}
