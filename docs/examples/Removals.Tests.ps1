<#
.SYNOPSIS
    Fails a build when files have disappeared that were to stay.
.DESCRIPTION
    Audits a folder with one of its jobs and looks at what the job reports as removed. Run it by Pester 5:

        $data = @{ Root = './site'; Job = 'changed_since'; Allowed = 'tmp/*', '*.bak' }
        Invoke-Pester -Container (New-PesterContainer -Path ./Removals.Tests.ps1 -Data $data) -CI
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', '', Justification = 'Pester hands them to the blocks.')]
param(
    # The workspace.
    [Parameter(Mandatory)] [string] $Root,

    # The job to run.
    [string] $Job = 'changed_since',

    # Paths, with wildcards, whose removal is expected.
    [string[]] $Allowed = @()
)

BeforeAll {
    Import-Module AuditGraph
    $script:run = Invoke-AuditJob -Name $Job -Root $Root
}

Describe 'The audited folder' {
    It 'was audited' {
        $script:run.Status | Should -Be 'Ok'
    }

    It 'was compared with something that shows removals' {
        $script:run.Evidence | Should -BeIn 'snapshot', 'git'
    }

    It 'lost no file that was to stay' {
        $lost = $script:run | Get-AuditReport | Where-Object Kind -EQ Removed | Where-Object {
            $path = $_.Path
            -not ($Allowed | Where-Object { $path -like $_ })
        }
        $lost.Path | Should -BeNullOrEmpty
    }

    It 'has its history whole' {
        (Test-AuditLedger -Root $Root).IsHistoryValid | Should -BeTrue
    }
}
