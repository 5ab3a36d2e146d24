# What the test files share: dot-sourced in their BeforeAll.

. $PSScriptRoot/TestShell.ps1
Import-Module $env:AUDITGRAPH_TEST_MODULE
Remove-Item Env:AUDITGRAPH_ROOT -ErrorAction Ignore
$null = New-PSDrive -Name Workspaces -PSProvider FileSystem -Root $env:AUDITGRAPH_TEST_FOLDER -Scope Global -ErrorAction Ignore

<#
.SYNOPSIS
    Makes a workspace and emits its absolute path.
.PARAMETER Jobs
    The text of its config/jobs.yaml; three plain jobs when left out.
#>
function New-TestWorkspace {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '')]
    param(
        [string] $Jobs = @'
version: 1
jobs:
  zulu:
    description: The last by name
    tags: [weekly]
    action: { type: report.changed_since, args: { since: last-run } }
    output: { path: exports/reports/zulu.json }
  changed_since:
    description: What changed in a day
    tags: [daily, files]
    action: { type: report.changed_since, args: { since: 24h } }
  alpha:
    tags: [daily]
    action: { type: report.changed_since, args: { since: last-run } }
    output: { path: exports/reports/alpha.csv }
'@
    )

    $root = Join-Path $env:AUDITGRAPH_TEST_FOLDER ([guid]::NewGuid())
    $null = New-Item -ItemType Directory -Path $root/config, $root/data
    Set-Content -LiteralPath $root/config/jobs.yaml -Value $Jobs -NoNewline
    Set-Content -LiteralPath $root/data/one.txt -Value 'one' -NoNewline
    Set-Content -LiteralPath $root/data/two.txt -Value 'two' -NoNewline
    $root
}

<#
.SYNOPSIS
    Emits one line for each file and folder below a folder: its path, mode, time and the hash of its content.
#>
function Get-FolderState([string] $Path) {
    Get-ChildItem -LiteralPath $Path -Recurse -Force | Sort-Object FullName | ForEach-Object {
        $hash = if ($_ -is [IO.FileInfo]) { (Get-FileHash -LiteralPath $_.FullName).Hash }
        "$($_.FullName) $($_.UnixMode) $($_.LastWriteTimeUtc.Ticks) $hash"
    }
}
