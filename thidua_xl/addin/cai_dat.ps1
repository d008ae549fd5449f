# Installs thidua_xl and its Excel add-in for this user from the files beside this script:
# no Internet, no administrator. Runs on Windows PowerShell 5.1; may be run again at any time.

$ErrorActionPreference = 'Stop'
$pythons = @(@PYTHONS@)    # the minor versions that wheels/ is for
$kit = $PSScriptRoot
$place = Join-Path $env:LOCALAPPDATA 'thidua_xl'
$venv = Join-Path $place 'venv'
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

# Every place where a Python may be, the newest wanted version first.
function Get-Candidates {
    foreach ($version in $pythons) {
        $short = $version.Replace('.', '')
        foreach ($path in @(
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

# A Python installer that somebody put beside this script installs for this user only.
function Install-Python {
    foreach ($version in $pythons) {
        $setup = Get-ChildItem -LiteralPath $kit -Filter "python-$version.*-amd64.exe" | Select-Object -Last 1
        if (-not $setup) { continue }
        Write-Host "Cài $($setup.Name) cho người dùng này..."
        $options = @('/passive', 'InstallAllUsers=0', 'Include_launcher=0', 'Include_test=0', 'Shortcuts=0')
        $done = Start-Process -FilePath $setup.FullName -ArgumentList $options -Wait -PassThru
        if ($done.ExitCode -eq 0) { return }
        throw "Bộ cài $($setup.Name) dừng với mã $($done.ExitCode)."
    }
}

function Test-Kit {
    $list = Join-Path $kit 'DANH_SACH.txt'
    if (-not (Test-Path -LiteralPath $list)) { throw 'Bộ cài chưa chép đủ (thiếu DANH_SACH.txt). Hãy chép lại cả thư mục.' }
    foreach ($line in Get-Content -LiteralPath $list -Encoding UTF8) {
        $hash, $name = $line -split ' \*', 2
        $path = Join-Path $kit $name
        if (-not (Test-Path -LiteralPath $path)) { throw "Bộ cài thiếu tệp $name. Hãy chép lại cả thư mục." }
        if ((Get-FileHash -LiteralPath $path -Algorithm SHA256).Hash -ne $hash) { throw "Tệp $name bị hỏng. Hãy chép lại cả thư mục." }
    }
}

function Invoke-Step([string]$failed, [string]$program, [string[]]$options) {
    $ErrorActionPreference = 'Continue'
    & $program @options | Out-Host
    if ($LASTEXITCODE -ne 0) { throw $failed }
}

try {
    Write-Host 'Kiểm tra bộ cài...'
    Test-Kit
    if (Get-Process -Name EXCEL -ErrorAction SilentlyContinue) { throw 'Excel đang mở. Lưu sổ, đóng hẳn Excel rồi chạy lại.' }

    $python = Find-Python
    if (-not $python) { Install-Python; $python = Find-Python }
    if (-not $python) {
        $wanted = $pythons -join ' hoặc '
        if ($seen) { Write-Host "Máy chỉ có: $($seen -join '; ')." }
        throw ("Chưa có Python $wanted (64 bit) từ python.org. Ở máy có Internet, tải tệp python-$($pythons[0]).x-amd64.exe " +
            'từ python.org, chép vào thư mục này, rồi chạy lại cai_dat.cmd. Không cần quyền quản trị.')
    }

    Write-Host "Tạo môi trường Python ở $venv ..."
    New-Item -ItemType Directory -Force -Path $place | Out-Null
    Invoke-Step "Không tạo được $venv." $python.Program (@($python.Options) + @('-m', 'venv', '--clear', $venv))

    Write-Host 'Cài thidua_xl...'
    $own = Join-Path $venv 'Scripts\python.exe'
    $install = @('-m', 'pip', '--isolated', '--disable-pip-version-check', 'install', '--no-index', '--quiet',
        '--find-links', (Join-Path $kit 'wheels'), 'thidua_xl')
    Invoke-Step 'Không cài được thidua_xl; cơ quan có thể cấm chạy chương trình trong thư mục người dùng. Hãy gửi ảnh màn hình này cho người quản trị máy.' $own $install

    Write-Host 'Cài bộ nút vào Excel...'
    Invoke-Step 'Không cài được bộ nút; xem dòng ở trên.' $own @('-m', 'thidua_xl', 'addin', 'install')

    Write-Host ''
    Write-Host 'Chẩn đoán:'
    $ErrorActionPreference = 'Continue'
    & $own -m thidua_xl addin doctor | Out-Host
    $healthy = $LASTEXITCODE -eq 0
    Write-Host ''
    if ($healthy) { Write-Host 'Đã cài xong. Mở Excel: thẻ Thi đua ở cuối dải lệnh.' -ForegroundColor Green }
    else { Write-Host 'Đã cài, nhưng còn dòng Vướng ở trên: làm theo phần sau dấu mũi tên.' -ForegroundColor Yellow }
    Write-Host "Dòng lệnh: $(Join-Path $venv 'Scripts\thidua-xl.exe')"
    exit 0
}
catch {
    Write-Host ''
    Write-Host "LỖI: $($_.Exception.Message)" -ForegroundColor Red
    exit 1
}
