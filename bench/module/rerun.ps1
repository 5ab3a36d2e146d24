<#
.SYNOPSIS
    How long a shell that has run a job before takes to check files again that have not changed, beside git status.
.DESCRIPTION
    Makes a git repository of files of 1 KiB in folders of a hundred, commits them, runs a job over them until nothing is
    new, then times the job in this process and git status as a process, by turns, and prints both medians, the median of
    the ratios and the file system. Needs the staged module (./build.ps1) and git.
.EXAMPLE
    ./bench/module/rerun.ps1
.EXAMPLE
    ./bench/module/rerun.ps1 -Work /dev/shm
#>
[CmdletBinding()]
param(
    [int] $Files = 100000,

    [int] $Rounds = 15,

    # Where the files are made; it decides which file system is measured.
    [string] $Work = [IO.Path]::GetTempPath(),

    [string] $ModulePath = (Join-Path $PSScriptRoot '../../out/AuditGraph')
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Import-Module $ModulePath
$root = Join-Path $Work "auditgraph-rerun-$([guid]::NewGuid())"

function Get-Median([double[]] $Value) {
    $sorted = @($Value | Sort-Object)
    $sorted[[int][math]::Floor($sorted.Count / 2)]
}

try {
    $null = New-Item -ItemType Directory -Path $root/config
    Set-Content $root/config/jobs.yaml "jobs:`n  again: { action: { type: report.changed_since, args: { since: last-run } } }"
    Set-Content $root/.gitignore ".pkg/`nexports/"
    for ($file = 0; $file -lt $Files; $file++) {
        if ($file % 100 -eq 0) { $folder = [IO.Directory]::CreateDirectory("$root/d$($file / 100)").FullName }
        [IO.File]::WriteAllText("$folder/f$($file % 100)", "$file ".PadRight(1024, '.'))
    }

    git -C $root init -q
    git -C $root add -A
    git -C $root -c user.name=bench -c user.email=bench@localhost commit -q -m 'The files'
    # The index trusts no time that is younger than the scan before.
    Start-Sleep -Seconds 3
    1..3 | ForEach-Object { $null = Invoke-AuditJob again -Root $root; $null = git -C $root status }

    $own = @(); $git = @(); $ratio = @()
    for ($round = 0; $round -lt $Rounds; $round++) {
        $own += (Measure-Command { $null = Invoke-AuditJob again -Root $root }).TotalMilliseconds
        $git += (Measure-Command { $null = git -C $root status }).TotalMilliseconds
        $ratio += $own[-1] / $git[-1]
    }

    [pscustomobject]@{
        Files        = $Files
        FileSystem   = stat -f -c %T $root
        Milliseconds = [math]::Round((Get-Median $own), 1)
        GitStatus    = [math]::Round((Get-Median $git), 1)
        Ratio        = [math]::Round((Get-Median $ratio), 2)
    }
}
finally {
    if (Test-Path -LiteralPath $root) { Remove-Item -LiteralPath $root -Recurse -Force }
}
