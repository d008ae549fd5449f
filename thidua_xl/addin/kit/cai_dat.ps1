# Finds a Python for the kit, or installs the one that lies in it, and hands over to cai_dat.py.
# Used only where the kit has no Python unpacked. Runs on Windows PowerShell 5.1; may be run again at any time.

$ErrorActionPreference = 'Stop'
$pythons = @(@PYTHONS@)    # the minor versions that wheels/ is for
$kit = $PSScriptRoot
$place = Join-Path $env:LOCALAPPDATA 'thidua_xl'
$logs = Join-Path $place 'logs'
$env:PYTHONIOENCODING = 'utf-8'
try { [Console]::OutputEncoding = [Text.Encoding]::UTF8 } catch { }    # not allowed everywhere

# Version, platform, and whether it is the Microsoft Store's; nothing where the program is no Python.
function Get-Description([string]$program, [string[]]$options) {
    $ErrorActionPreference = 'SilentlyContinue'
    $code = "import sys,sysconfig;print('%d.%d'%sys.version_info[:2],sysconfig.get_platform(),int('WindowsApps' in sys.base_prefix))"
    $said = $null
    try { $said = & $program @options -c $code 2>$null } catch { return '' }
    if ($LASTEXITCODE -ne 0) { return '' }
    return "$said".Trim()
}

# A Python that a kit installed lies in a folder of its own, one for each minor version.
function Get-OwnFolder([string]$version) {
    return Join-Path $place ('python' + $version.Replace('.', ''))
}

# Every place where a Python may be, the newest wanted version first.
function Get-Candidates {
    foreach ($version in $pythons) {
        $short = $version.Replace('.', '')
        foreach ($path in @(
                (Join-Path (Get-OwnFolder $version) 'python.exe'),
                "$env:LOCALAPPDATA\Programs\Python\Python$short\python.exe",
                "$env:LOCALAPPDATA\Python\pythoncore-$version-64\python.exe",
                "$env:ProgramFiles\Python$short\python.exe")) {
            if (Test-Path -LiteralPath $path) { @{ Program = $path; Options = @() } }
        }
        @{ Program = 'py'; Options = @("-$version") }
    }
    @{ Program = 'python'; Options = @() }
    @{ Program = 'python3'; Options = @() }
}

function Find-Python {
    $script:seen = @()
    foreach ($candidate in @(Get-Candidates)) {
        $description = Get-Description $candidate.Program $candidate.Options
        if (-not $description) { continue }
        $version, $platform, $store = $description -split ' '
        if (($pythons -contains $version) -and ($platform -eq 'win-amd64') -and ($store -eq '0')) { return $candidate }
        $from = ''
        if ($store -eq '1') { $from = ', của Microsoft Store' }
        $script:seen += "Python $version ($platform$from)"
    }
    return $null
}

# python.org's installer, of the kit or put beside this script, installs for this user only.
function Install-Python {
    foreach ($version in $pythons) {
        $setup = Get-ChildItem -LiteralPath $kit -Filter "python-$version.*-amd64.exe" | Select-Object -Last 1
        if (-not $setup) { continue }
        Test-Listed $setup
        Write-Host "Cài $($setup.Name) cho người dùng này..."
        $target = Get-OwnFolder $version
        $log = Join-Path $logs 'cai_dat_python.log'
        $options = @('/passive', '/log', "`"$log`"", 'InstallAllUsers=0', "TargetDir=`"$target`"", 'PrependPath=0',
            'AssociateFiles=0', 'Shortcuts=0', 'Include_launcher=0', 'Include_test=0', 'Include_doc=0')
        $done = Start-Process -FilePath $setup.FullName -ArgumentList $options -Wait -PassThru
        if ($done.ExitCode -eq 0) { return }
        throw "Bộ cài $($setup.Name) dừng với mã $($done.ExitCode); nhật ký của nó: $log."
    }
}

# What the kit brought must be as it was; an installer that somebody put beside it later stands on no list.
function Test-Listed($file) {
    $list = Join-Path $kit 'DANH_SACH.txt'
    if (-not (Test-Path -LiteralPath $list)) { throw 'Bộ cài chưa chép đủ (thiếu DANH_SACH.txt). Hãy chép lại cả thư mục.' }
    $line = Get-Content -LiteralPath $list -Encoding UTF8 | Where-Object { $_.EndsWith(" *$($file.Name)") }
    if (-not $line) { return }
    $hash = (Get-FileHash -LiteralPath $file.FullName -Algorithm SHA256).Hash
    if (-not $line.StartsWith($hash.ToLowerInvariant())) { throw "Tệp $($file.Name) bị hỏng. Hãy chép lại cả thư mục." }
}

try {
    if (Get-Process -Name EXCEL -ErrorAction SilentlyContinue) { throw 'Excel đang mở. Lưu sổ, đóng hẳn Excel rồi chạy lại.' }
    New-Item -ItemType Directory -Force -Path $logs | Out-Null

    $python = Find-Python
    if (-not $python) { Install-Python; $python = Find-Python }
    if (-not $python) {
        $wanted = $pythons -join ' hoặc '
        if ($seen) { Write-Host "Máy chỉ có: $($seen -join '; ')." }
        throw ("Chưa có Python $wanted (64 bit) từ python.org. Ở máy có Internet, tải tệp python-$($pythons[0]).x-amd64.exe " +
            'từ python.org, chép vào thư mục này, rồi chạy lại cai_dat.cmd. Không cần quyền quản trị.')
    }
    $ErrorActionPreference = 'Continue'
    $options = @($python.Options) + @('-I', '-B', '-X', 'utf8', (Join-Path $kit 'cai_dat.py'))
    & $python.Program @options | Out-Host
    exit $LASTEXITCODE
}
catch {
    $sentence = "LỖI: $($_.Exception.Message)"
    Write-Host ''
    Write-Host $sentence -ForegroundColor Red
    try {
        New-Item -ItemType Directory -Force -Path $logs | Out-Null
        $log = Join-Path $logs "cai_dat_$(Get-Date -Format 'yyyyMMdd_HHmmss').log"
        Set-Content -LiteralPath $log -Value $sentence, $_.ScriptStackTrace -Encoding UTF8
        Write-Host "Nhật ký lần cài này: $log"
    } catch { }    # a full disk must not hide the sentence
    exit 1
}
