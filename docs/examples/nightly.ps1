<#
.SYNOPSIS
    Runs a workspace's nightly jobs, adds a line for each run to a table, and verifies the history.
.DESCRIPTION
    Ends with exit code 0 when every job ran and the history is whole, and with 1 otherwise; what went wrong is on the
    error stream. Made for cron or a systemd timer:

        15 2 * * *  pwsh -NoProfile -NonInteractive -File /srv/audit/nightly.ps1 -Root /srv/site
#>
[CmdletBinding()]
param(
    # The workspace.
    [Parameter(Mandatory)] [string] $Root,

    # The tag of the jobs to run.
    [string] $Tag = 'daily',

    # The table. Jobs leave the folder exports out, so the table itself is no change.
    [string] $LogPath = (Join-Path $Root 'exports/nightly.csv')
)

Import-Module AuditGraph -ErrorAction Stop

$runs = Get-AuditJob -Root $Root -Tag $Tag -ErrorVariable problems | Invoke-AuditJob -ErrorVariable +problems

$null = New-Item -ItemType Directory -Force -Path (Split-Path $LogPath) -ErrorAction Stop
$runs |
    Select-Object Id, Job, Status, StartedAt, Duration, Evidence, Counts, OutputPath, OutputSha256, ErrorName |
    Export-Csv -LiteralPath $LogPath -Append -ErrorAction Stop

$ledger = Test-AuditLedger -Root $Root -ErrorVariable +problems
foreach ($problem in $ledger.Problems | Where-Object Severity -EQ Error) {
    # An output that was edited since is told, and does not make the night a failure.
    if ($ledger.IsHistoryValid) { Write-Warning $problem.Message } else { Write-Error $problem.Message }
}

exit ($problems -or -not $ledger.IsHistoryValid ? 1 : 0)
