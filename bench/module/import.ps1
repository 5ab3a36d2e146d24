<#
.SYNOPSIS
    How long the module takes to import and to answer, beside a minimal compiled module with one cmdlet.
.DESCRIPTION
    Builds the minimal module, then starts fresh processes, one for each module in turn, that time their own
    Import-Module; prints the medians. One further process times Get-AuditJob on fifty jobs, and Get-AuditJobRun over the
    runs it has made, both warm. Needs the staged module (./build.ps1) and the .NET SDK.
.EXAMPLE
    ./bench/module/import.ps1
#>
[CmdletBinding()]
param(
    # How often each module is imported.
    [int] $Rounds = 15,

    # How many runs the history holds.
    [int] $Runs = 200
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
$module = (Resolve-Path (Join-Path $PSScriptRoot '../../out/AuditGraph')).Path
$pwsh = (Get-Process -Id $PID).Path
$work = Join-Path ([IO.Path]::GetTempPath()) "auditgraph-bench-$([guid]::NewGuid())"

function Get-Median([double[]] $Value) {
    $sorted = @($Value | Sort-Object)
    $sorted[[int][math]::Floor($sorted.Count / 2)]
}

function Measure-Import([string] $Path) {
    [double](& $pwsh -NoProfile -NonInteractive -Command "`$watch = [Diagnostics.Stopwatch]::StartNew(); Import-Module '$Path'; `$watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)")
}

try {
    $null = New-Item -ItemType Directory -Path $work/source
    Set-Content $work/source/Minimal.csproj @'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageReference Include="PowerShellStandard.Library" Version="5.1.0-preview-06" ExcludeAssets="runtime" /></ItemGroup>
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

    Import-Module $module
    $root = Join-Path $work 'workspace'
    $null = New-Item -ItemType Directory -Path $root/config
    Set-Content $root/config/jobs.yaml ("version: 1`njobs:`n" + (-join (1..50 | ForEach-Object { "  job$($_): { action: { type: report.changed_since, args: { since: last-run } } }`n" })))
    $null = Get-AuditJob -Root $root
    $jobs = 1..$Rounds | ForEach-Object { (Measure-Command { Get-AuditJob -Root $root }).TotalMilliseconds }
    for ($run = 0; $run -lt $Runs; $run++) { $null = Invoke-AuditJob job1 -Root $root }
    $history = 1..$Rounds | ForEach-Object { (Measure-Command { Get-AuditJobRun -Root $root | Sort-Object StartedAt | Select-Object -First 10 }).TotalMilliseconds }

    [pscustomobject]@{ Milliseconds = [math]::Round((Get-Median $times.Minimal), 1); Median = 'Import of a minimal module' }
    [pscustomobject]@{ Milliseconds = [math]::Round((Get-Median $times.AuditGraph), 1); Median = 'Import of AuditGraph' }
    [pscustomobject]@{ Milliseconds = [math]::Round((Get-Median $jobs), 1); Median = 'Get-AuditJob, 50 jobs, warm' }
    [pscustomobject]@{ Milliseconds = [math]::Round((Get-Median $history), 1); Median = "Get-AuditJobRun | Sort-Object | Select-Object -First 10, $Runs runs, warm" }
}
finally {
    if (Test-Path -LiteralPath $work) { Remove-Item -LiteralPath $work -Recurse -Force }
}
