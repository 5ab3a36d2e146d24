<#
.SYNOPSIS
    How long the module takes to import, to answer, to complete and to be cancelled.
.DESCRIPTION
    Builds a minimal compiled module with one cmdlet, then starts fresh processes, one for each module in turn, that time
    their own Import-Module. One further process lists fifty jobs, reads the history of many runs, completes, and stops a
    run. Each figure stands beside the limit it is meant to keep; nothing fails when one is not kept. Needs the staged
    module (./build.ps1) and the .NET SDK.
.EXAMPLE
    ./bench/module/run.ps1
.EXAMPLE
    ./bench/module/run.ps1 -Runs 500
#>
[CmdletBinding()]
param(
    # How often each figure is taken; the median is shown, of what a person waits for also the longest.
    [int] $Rounds = 15,

    # How many runs the history holds; making 10,000 takes some minutes.
    [int] $Runs = 10000
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
$module = (Resolve-Path (Join-Path $PSScriptRoot '../../out/AuditGraph')).Path
. $PSScriptRoot/../../tests/pester/TestShell.ps1
$work = Join-Path ([IO.Path]::GetTempPath()) "auditgraph-bench-$([guid]::NewGuid())"

function Get-Median([double[]] $Value) {
    $sorted = @($Value | Sort-Object)
    $sorted[[int][math]::Floor($sorted.Count / 2)]
}

function Measure-Import([string] $Path) {
    [double](Invoke-TestShell -Command "`$watch = [Diagnostics.Stopwatch]::StartNew(); Import-Module '$Path'; `$watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)")
}

function Measure-Call([scriptblock] $Call) {
    $first = (Measure-Command $Call).TotalMilliseconds
    $others = 1..$Rounds | ForEach-Object { (Measure-Command $Call).TotalMilliseconds }
    [pscustomobject]@{ First = $first; Median = Get-Median $others; Longest = ($others | Measure-Object -Maximum).Maximum }
}

function Show-Figure([string] $What, [double] $Milliseconds, [double] $Limit) {
    [pscustomobject]@{
        What         = $What
        Milliseconds = [math]::Round($Milliseconds, 1)
        Limit        = [math]::Round($Limit, 1)
        Kept         = $Milliseconds -le $Limit
    }
}

# From the call that stops a run over a file with no end until its pipeline has ended.
function Measure-Stop([string] $Root) {
    $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
    $null = $shell.AddScript("Import-Module '$module'; Invoke-AuditJob job1 -Root '$Root'")
    $null = $shell.BeginInvoke()
    while (-not (Get-AuditJobRun -Root $Root -Status Pending)) { Start-Sleep -Milliseconds 20 }
    Start-Sleep -Milliseconds 200
    (Measure-Command { $shell.Stop() }).TotalMilliseconds
    $shell.Dispose()
}

try {
    $null = New-Item -ItemType Directory -Path $work/source
    Set-Content $work/source/Minimal.csproj @'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageReference Include="PowerShellStandard.Library" Version="5.1.1" ExcludeAssets="runtime" /></ItemGroup>
</Project>
'@
    Set-Content $work/source/GetNothingCommand.cs 'using System.Management.Automation; [Cmdlet(VerbsCommon.Get, "Nothing")] public sealed class GetNothingCommand : PSCmdlet { protected override void ProcessRecord() => WriteObject(1); }'
    dotnet build $work/source -c Release -o $work/Minimal -v quiet -nologo | Out-Null
    $minimal = Join-Path $work 'Minimal/Minimal.dll'

    $null = (Measure-Import $minimal), (Measure-Import $module)
    $times = @{ Minimal = @(); AuditGraph = @() }
    for ($round = 0; $round -lt $Rounds; $round++) {
        $times.Minimal += Measure-Import $minimal
        $times.AuditGraph += Measure-Import $module
    }

    $plain = Get-Median $times.Minimal
    Show-Figure -What "Import-Module, beside $([math]::Round($plain, 1)) ms of a minimal module" -Milliseconds (Get-Median $times.AuditGraph) -Limit (1.5 * $plain + 60)

    Import-Module $module
    $root = Join-Path $work 'workspace'
    $null = New-Item -ItemType Directory -Path $root/config
    Set-Content $root/config/jobs.yaml ("version: 1`njobs:`n" + (-join (1..50 | ForEach-Object { "  job$($_): { tags: [daily], action: { type: report.changed_since, args: { since: last-run } } }`n" })))
    Show-Figure -What 'Get-AuditJob, 50 jobs' -Milliseconds (Measure-Call { Get-AuditJob -Root $root }).Median -Limit 10

    for ($run = 0; $run -lt $Runs; $run++) { $null = Invoke-AuditJob job1 -Root $root }
    $history = Measure-Call { Get-AuditJobRun -Root $root | Sort-Object | Select-Object -First 10 }
    Show-Figure -What "Get-AuditJobRun | Sort-Object | Select-Object -First 10, $Runs runs" -Milliseconds $history.Median -Limit 1000

    foreach ($line in "Get-AuditJob -Root '$root' -Name ", "Get-AuditJob -Root '$root' -Tag ", "Get-AuditReport -Root '$root' -Id ", 'Get-AuditAction -Type ', 'Get-AuditJobRun -Status ') {
        $completion = Measure-Call { TabExpansion2 $line $line.Length }
        Show-Figure -What "Completion of '$($line.Replace($root, '...').Trim())', the longest of $Rounds" -Milliseconds $completion.Longest -Limit 100
        Show-Figure -What '  the first in the process' -Milliseconds $completion.First -Limit 100
    }

    $file = [IO.File]::Create("$root/endless.bin")
    $file.SetLength(4TB)
    $file.Dispose()
    $stops = 1..5 | ForEach-Object { Measure-Stop $root }
    Show-Figure -What 'Stopping a run, the longest of 5' -Milliseconds ($stops | Measure-Object -Maximum).Maximum -Limit 200
}
finally {
    if (Test-Path -LiteralPath $work) { Remove-Item -LiteralPath $work -Recurse -Force }
}
