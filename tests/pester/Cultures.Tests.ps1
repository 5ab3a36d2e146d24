BeforeDiscovery {
    # Where case, digits, the calendar and the direction of writing are others.
    $script:cultures = '', 'tr-TR', 'de-DE', 'th-TH', 'ar-SA'
}

BeforeAll {
    . $PSScriptRoot/TestWorkspace.ps1
    $script:before = [cultureinfo]::CurrentCulture
}

Describe 'In the culture "<_>"' -ForEach $script:cultures {
    BeforeAll {
        $script:culture = $_
        $script:root = New-TestWorkspace -Jobs @'
version: 1
jobs:
  settings:
    description: Which files of the settings changed
    tags: [daily, ini]
    action: { type: report.changed_since, args: { since: last-run } }
  other: { tags: [Weekly], action: { type: report.changed_since } }
'@
        $script:run = Invoke-AuditJob settings -Root $script:root
    }
    BeforeEach {
        [cultureinfo]::CurrentCulture = $script:culture
        Push-Location $script:root
    }
    AfterEach {
        Pop-Location
        [cultureinfo]::CurrentCulture = $script:before
    }

    It 'is what the tests run in' {
        [cultureinfo]::CurrentCulture.Name | Should -BeExactly $_
        'I'.ToLower() | Should -BeExactly ($_ -eq 'tr-TR' ? [string] [char] 0x131 : 'i')
        'i'.ToUpper() | Should -BeExactly ($_ -eq 'tr-TR' ? [string] [char] 0x130 : 'I')
    }

    It 'names match without regard to case: <Name>' -ForEach @(
        @{ Name = 'jobs'; Code = { (Get-AuditJob SETTINGS).Name } }
        @{ Name = 'jobs by wildcard'; Code = { (Get-AuditJob SETTI*).Name } }
        @{ Name = 'jobs by a set of letters'; Code = { (Get-AuditJob 'SETT[I]NGS').Name } }
        @{ Name = 'tags'; Code = { (Get-AuditJob -Tag DAILY).Name } }
        @{ Name = 'tags in small letters'; Code = { (Get-AuditJob -Tag daily, weekly).Name | Where-Object { $_ -eq 'settings' } } }
        @{ Name = 'tags by wildcard'; Code = { (Get-AuditJob -Tag INI*).Name } }
        @{ Name = 'runs'; Code = { (Get-AuditJobRun SETTINGS -Last 1).Job } }
        @{ Name = 'runs by wildcard'; Code = { (Get-AuditJobRun *TTI* -Last 1).Job } }
        @{ Name = 'running'; Code = { (Invoke-AuditJob SETTINGS).Job } }
        @{ Name = 'running by wildcard'; Code = { (Invoke-AuditJob SETTI*).Job } }
        @{ Name = 'running by tag'; Code = { (Get-AuditJob -Tag DAILY | Invoke-AuditJob).Job } }
        @{ Name = 'completing'; Code = { (TabExpansion2 'Get-AuditJob SETTI' 18).CompletionMatches.CompletionText } }
        @{ Name = 'snapshots'; Code = { Remove-AuditSnapshot SETTINGS -Before 1970-01-02 -ErrorAction Stop; 'settings' } }
        @{ Name = 'ids'; Code = { (Get-AuditJobRun -Id $script:run.Id.ToUpperInvariant()).Job } }
    ) {
        & $Code | Should -BeExactly 'settings'
    }

    It 'moments are read alike, and only where they mean the same to everybody' {
        $text = '2026-02-03T04:05:06Z'
        $null = Invoke-AuditJob other -AsOf $text
        $null = Invoke-AuditJob other -AsOf ([datetimeoffset]::new(2026, 2, 3, 4, 5, 6, [timespan]::Zero))
        $first, $second = Get-AuditJobRun other -Last 2 | ForEach-Object { (Get-Content -Raw $_.RecordPath | ConvertFrom-Json -DateKind String).asOf }
        $first | Should -Be $second
        foreach ($other in '1/2/2026', '01.02.2026', '2026-1-2', 'yesterday') {
            { Invoke-AuditJob other -AsOf $other } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
            { Remove-AuditSnapshot -Before $other } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
        }
    }

    It 'actions match without regard to case' {
        (Get-AuditAction REPORT.CHANGED_SINCE).Type | Should -Be 'report.changed_since'
        (Get-AuditAction REPORT.CHANGED_SI*).Type | Should -Be 'report.changed_since'
        (TabExpansion2 'Get-AuditAction REPORT.CHANGED_SI' 33).CompletionMatches.CompletionText | Should -Be 'report.changed_since'
    }

    It 'words of parameters match without regard to case' {
        (Get-AuditJobRun -Status OK -Last 1).Status | Should -Be 'Ok'
        Get-AuditJobRun -Status FAILED | Should -BeNullOrEmpty
        (Invoke-AuditJob settings -Rehash SAMPLED).Status | Should -Be 'Ok'
        $file = New-TestWorkspace -Jobs "version: 1`njobs:`n  settings: { action: { type: report.changed_since, args: { since: LAST-RUN, rehash: SAMPLED } } }`n"
        $first, $second = foreach ($culture in [cultureinfo]::CurrentCulture, [cultureinfo]::InvariantCulture) {
            [cultureinfo]::CurrentCulture = $culture
            (Test-AuditJobConfig -Root $file).Diagnostics -join "`n"
        }
        $first | Should -Be $second
    }

    It 'a literal that matches nothing is an error, and a wildcard that matches nothing is silence: <_>' -ForEach @(
        'Get-AuditJob NOTHING', 'Get-AuditJob -Tag NOTHING', 'Get-AuditJobRun NOTHING', 'Invoke-AuditJob NOTHING'
        'Get-AuditAction NOTHING', 'Remove-AuditSnapshot NOTHING -Before 1970-01-02'
    ) {
        $null = & ([scriptblock]::Create("$_ -ErrorAction SilentlyContinue -ErrorVariable script:problems"))
        $script:problems.Count | Should -Be 1
        $script:problems[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        & ([scriptblock]::Create($_.Replace('NOTHING', 'NOTHI*') + ' -ErrorAction Stop')) | Should -BeNullOrEmpty
    }

    It 'the text of an instant is ISO 8601, and it stays an instant' {
        $started = $script:run.StartedAt
        $text = $started.UtcDateTime.ToString('yyyy-MM-ddTHH:mm:ss.fffZ', [cultureinfo]::InvariantCulture)
        ($script:run | ConvertTo-Csv | ConvertFrom-Csv).StartedAt | Should -BeExactly $text
        ($script:run | Select-Object StartedAt | ConvertTo-Csv)[1] | Should -BeExactly "`"$text`""
        $started.ToString() | Should -BeExactly $text
        '{0}' -f $started | Should -BeExactly $text

        $started | Should -BeOfType datetimeoffset
        $plain = [datetimeoffset]::new($started.UtcTicks, [timespan]::Zero)
        $started | Should -Be $plain
        '{0:yyyy-MM}' -f $started | Should -BeExactly ('{0:yyyy-MM}' -f $plain)
        '{0:o}' -f $started | Should -BeExactly ('{0:o}' -f $plain)
        $started.ToString('D') | Should -BeExactly $plain.ToString('D')
        $started.ToString('D', [cultureinfo]::InvariantCulture) | Should -BeExactly $plain.ToString('D', [cultureinfo]::InvariantCulture)
        "$started" | Should -BeExactly "$plain"
        $script:run | Select-Object StartedAt | ConvertTo-Json | Should -BeExactly (@{ StartedAt = $plain } | ConvertTo-Json)
        $started -gt (Get-Date).AddDays(-1) | Should -BeTrue
        $started -lt (Get-Date).AddDays(1) | Should -BeTrue
        $script:run.FinishedAt - $started | Should -Be $script:run.Duration
        @{ $plain = 'found' }[$started] | Should -Be 'found'
    }

    It 'reports, records and what is shown are the same' {
        $shown = foreach ($culture in [cultureinfo]::CurrentCulture, [cultureinfo]::InvariantCulture) {
            [cultureinfo]::CurrentCulture = $culture
            ($script:run | Format-Table | Out-String -Width 120), (Get-AuditJob | Out-String -Width 120), "$($script:run.Counts)" -join "`n"
        }
        $shown[0] | Should -BeExactly $shown[1]
        $shown[0] | Should -Match "(?m)^settings +\S+ +$($script:run.StartedAt.UtcDateTime.ToString('u', [cultureinfo]::InvariantCulture))"
        $report = Get-Content -Raw (Invoke-AuditJob settings).OutputPath
        [cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture
        $year = [datetime]::UtcNow.Year
        $report | Should -Not -Match '\b(25\d\d|14\d\d)-\d\d-\d\d'
        (Get-AuditJobRun -Last 1).RecordPath | Should -FileContentMatch "$year-"
        (Test-AuditLedger).IsValid | Should -BeTrue
    }
}
