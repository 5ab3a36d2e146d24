@{
    RootModule = 'AuditGraph.psm1'
    # The build puts the version here; Directory.Build.props knows it.
    ModuleVersion = '0.0.0'
    GUID = '274873d3-616c-4945-8e4b-fc4552950226'

    Author = 'AuditGraph contributors'
    CompanyName = 'AuditGraph contributors'
    Copyright = '(c) AuditGraph contributors. MIT licence.'
    Description = 'Named audit jobs over a folder: what changed, proved by content, with a record of every run that a third party can verify.'

    PowerShellVersion = '7.6'
    CompatiblePSEditions = @('Core')

    CmdletsToExport = @(
        'Approve-AuditBaseline'
        'Compare-AuditSnapshot'
        'ConvertTo-AuditSarif'
        'Export-AuditReport'
        'Get-AuditAction'
        'Get-AuditBaseline'
        'Get-AuditFinding'
        'Get-AuditJob'
        'Get-AuditJobRun'
        'Get-AuditPlan'
        'Get-AuditReport'
        'Get-AuditRunProof'
        'Get-AuditWaiver'
        'Initialize-AuditLedgerKey'
        'Invoke-AuditJob'
        'New-AuditWaiver'
        'New-AuditWorkspace'
        'Remove-AuditSnapshot'
        'Test-AuditJobConfig'
        'Test-AuditLedger'
        'Test-AuditRunProof'
    )
    FunctionsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()

    FormatsToProcess = @('AuditGraph.Format.ps1xml')

    PrivateData = @{
        PSData = @{
            Tags = @('Audit', 'Compliance', 'Integrity', 'FileIntegrity', 'Changes', 'Report', 'Transparency', 'Evidence', 'Linux', 'MacOS', 'PSEdition_Core')
            ProjectUri = 'https://github.com/auditgraph/auditgraph'
            LicenseUri = 'https://github.com/auditgraph/auditgraph/blob/main/LICENSE'
            IconUri = 'https://raw.githubusercontent.com/auditgraph/auditgraph/main/docs/icon.png'
            ReleaseNotes = 'https://github.com/auditgraph/auditgraph/blob/main/CHANGELOG.md'
        }
    }
}
