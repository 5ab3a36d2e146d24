<#
.SYNOPSIS
    Builds, tests, packs or cleans: a front for the dotnet commands, which do the work.
.EXAMPLE
    ./build.ps1
    Import-Module ./out/AuditGraph
.EXAMPLE
    ./build.ps1 -Task Test
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Pack', 'Clean')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true

$solution = Join-Path $PSScriptRoot 'AuditGraph.sln'
switch ($Task) {
    # Building stages the module under out/AuditGraph.
    Build { dotnet build $solution --configuration $Configuration }
    Test { dotnet test $solution --configuration $Configuration }
    Pack { dotnet pack $solution --configuration $Configuration --output (Join-Path $PSScriptRoot 'out/packages') }
    Clean { dotnet clean $solution --configuration $Configuration }
}
