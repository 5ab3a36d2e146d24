BeforeAll {
    . $PSScriptRoot/TestWorkspace.ps1
}

Describe 'Get-AuditFinding' {
    BeforeEach {
        $script:root = New-TestWorkspace
        Push-Location $script:root
    }
    AfterEach { Pop-Location }

    It 'gives nothing of jobs and runs that found nothing' {
        Get-AuditFinding | Should -BeNullOrEmpty
        $run = Invoke-AuditJob alpha
        Get-AuditFinding | Should -BeNullOrEmpty
        Get-AuditFinding alpha, zulu | Should -BeNullOrEmpty
        $run | Get-AuditFinding | Should -BeNullOrEmpty
        Get-AuditJob | Get-AuditFinding | Should -BeNullOrEmpty
        'alpha' | Get-AuditFinding -Severity Error -State New -Waived:$false | Should -BeNullOrEmpty
    }

    It 'says that no job has a name, and goes on with the others' {
        $found = Get-AuditFinding alpha, alhpa, betta -ErrorVariable failures -ErrorAction SilentlyContinue
        $found | Should -BeNullOrEmpty
        $failures | ForEach-Object { $_.FullyQualifiedErrorId -split ',' | Select-Object -First 1 } | Should -Be 'JobNotFound', 'JobNotFound'
        $failures[0].TargetObject | Should -Be 'alhpa'
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*alpha*'
    }

    It 'is silent where wildcards match nothing' {
        Get-AuditFinding no*, other? -Rule none.* -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'says that there is no such run' {
        Get-AuditFinding -Id 01890a5d-ac96-774b-bcce-b302099a8057 -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures | Should -HaveCount 1
        $failures[0].TargetObject | Should -Be '01890a5d-ac96-774b-bcce-b302099a8057'
    }

    It 'does not ask for what is kept of a report that is no check''s' {
        $run = Invoke-AuditJob alpha
        Remove-Item ".pkg/profiles/default/runs/$($run.Id)/report.json.gz"
        $run | Get-AuditFinding -ErrorAction Stop | Should -BeNullOrEmpty
    }
}
