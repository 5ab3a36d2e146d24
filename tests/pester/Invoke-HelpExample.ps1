<#
.SYNOPSIS
    Runs pieces of code one after the other, each in a fresh copy of the examples' workspace, and prints what each shows.
.DESCRIPTION
    What a host is shown can only be read from outside its process, so the tests start this script in a process of its
    own. A line that holds the mark alone stands before what each piece of code shows.
#>
[CmdletBinding()]
param(
    # A file with a JSON array of the pieces of code.
    [Parameter(Mandatory)] [string] $CodePath,
    [Parameter(Mandatory)] [string] $ModulePath,
    # The workspace's folder; it is made anew for each piece.
    [Parameter(Mandatory)] [string] $SitePath,
    [Parameter(Mandatory)] [string] $Mark
)

$ErrorActionPreference = 'Stop'
$PSStyle.OutputRendering = 'PlainText'
Import-Module $ModulePath
. $PSScriptRoot/ExampleSite.ps1

# Made once and copied, at the paths that their records name.
$handbookPath = Join-Path (Split-Path $SitePath) handbook
New-ExampleSite $SitePath
New-ExampleHandbook $handbookPath
$serverPath = Join-Path (Split-Path $SitePath) server
New-ExampleServer $serverPath
$SitePath, $handbookPath, $serverPath | ForEach-Object { Move-Item -LiteralPath $_ -Destination "$_.template" }
foreach ($code in Get-Content -Raw -LiteralPath $CodePath | ConvertFrom-Json) {
    [Console]::Out.WriteLine($Mark)
    foreach ($path in $SitePath, $handbookPath, $serverPath) {
        # Copy-Item takes forty times as long for a tree of small files.
        if (Test-Path -LiteralPath $path) { [IO.Directory]::Delete($path, $true) }
        cp -a "$path.template" $path
    }

    Set-Location -LiteralPath $SitePath
    $shown = & ([scriptblock]::Create($code)) *>&1 | Out-String -Width 120
    [Console]::Out.WriteLine($shown)
    Set-Location /
}
