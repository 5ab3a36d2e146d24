<#
.SYNOPSIS
    Runs one Pester file against the staged module and writes how each of its tests went, as JSON.
.DESCRIPTION
    Test files find the module's folder in $env:AUDITGRAPH_TEST_MODULE and the folder of unpacked NuGet packages in
    $env:AUDITGRAPH_TEST_PACKAGES; $env:AUDITGRAPH_TEST_FOLDER is a folder for what they write. They import the module
    themselves.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Path,
    [Parameter(Mandatory)] [string] $PesterPath,
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory)] [string] $PackageFolder,
    [Parameter(Mandatory)] [string] $ResultPath,
    # The culture that the process must have been started in; C stands for none, which is the invariant one.
    [string] $Culture
)

$ErrorActionPreference = 'Stop'
if ($Culture) {
    # Without the ICU library every culture would be the invariant one, and every test of another an empty one.
    $found = (Get-Culture).Name
    if ($found -cne ($Culture -eq 'C' ? '' : $Culture)) { throw "The session's culture is '$found' and not '$Culture'." }
    if ('I'.ToLower() -cne ($Culture -eq 'tr-TR' ? [string] [char] 0x131 : 'i')) { throw "'I' has another small letter than in '$Culture'." }
}

$env:AUDITGRAPH_TEST_MODULE = $ModulePath
$env:AUDITGRAPH_TEST_PACKAGES = $PackageFolder
Import-Module $PesterPath

function Format-PesterError($ErrorRecord) {
    ($ErrorRecord | ForEach-Object { "$($_.DisplayErrorMessage ?? $_)`n$($_.DisplayStackTrace ?? $_.ScriptStackTrace)" }) -join "`n"
}

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$configuration.Output.RenderMode = 'Plaintext'

# For the many files of workspaces, in the place of the test drive: Pester goes through each file of that when a block ends,
# which takes longer than the tests. /tmp is a link on macOS.
$temporary = $IsMacOS ? '/private/tmp' : [IO.Path]::GetTempPath()
$env:AUDITGRAPH_TEST_FOLDER = New-Item -ItemType Directory (Join-Path $temporary "auditgraph-$([guid]::NewGuid())")
try { $run = Invoke-Pester -Configuration $configuration }
finally { [IO.Directory]::Delete($env:AUDITGRAPH_TEST_FOLDER, $true) }

@{
    tests  = @($run.Tests | ForEach-Object {
            @{ name = $_.ExpandedPath; result = "$($_.Result)"; message = (Format-PesterError $_.ErrorRecord) }
        })
    errors = @(@($run.FailedContainers) + @($run.FailedBlocks) | ForEach-Object {
            Format-PesterError $_.ErrorRecord
        } | Where-Object { $_.Trim() })
} | ConvertTo-Json -Depth 4 | Set-Content -LiteralPath $ResultPath
