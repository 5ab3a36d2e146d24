using System.Globalization;
using AuditGraph.Core.Actions;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs;

/// <summary>
/// Where the records of finished runs are: <c>runs/&lt;id&gt;/run.json</c>, and beside each its report as data, written
/// once and never changed.
/// </summary>
internal sealed class RunRecordStore(ProfilePaths paths, IDisk disk)
{
    /// <summary>The path of a run's record.</summary>
    public string PathOf(string runId) => paths.RecordOf(runId);

    /// <summary>Writes and flushes a record beside its place; <see cref="Secure"/>, or whoever flushes the folder, makes its name safe.</summary>
    /// <param name="folder">The folder in which it is made; it becomes the run's folder.</param>
    /// <param name="record">The record's bytes.</param>
    /// <param name="report">The report as data, or null where the run makes none.</param>
    /// <param name="evidence">The evidence that is kept with it.</param>
    /// <exception cref="AuditRunException"><c>RecordTooLarge</c>.</exception>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>.</exception>
    public void Prepare(string folder, byte[] record, PackedReport? report, IReadOnlyList<PackedEvidence> evidence)
    {
        if (record.Length > RunVerification.LongestRecord)
        {
            throw new AuditRunException(
                RunErrors.RecordTooLarge,
                string.Create(CultureInfo.InvariantCulture, $"The run's record would have {record.Length} bytes, more than the {RunVerification.LongestRecord} that are read back."));
        }

        try
        {
            // An earlier one says of the run what turned out otherwise, such as that it made an output.
            disk.CreateFolder(folder);
            NewFile[] made =
            [
                .. evidence.Where(file => file.KeptName is not null)
                    .Select(file => new NewFile(Path.Join(folder, file.KeptName), file.Content)),
                .. report is null ? [] : new[] { new NewFile(Path.Join(folder, ProfilePaths.ReportName), report.Content.Parts()) },
                new NewFile(Path.Join(folder, ProfilePaths.RecordName), record),
            ];
            disk.DeleteFile(Path.Join(folder, ProfilePaths.ReportName));
            foreach (NewFile file in made)
            {
                disk.DeleteFile(file.Path);
            }

            disk.WriteNewTogether(made);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw PreparedFile.Failed(folder, failure);
        }
    }

    /// <summary>The path of evidence that is kept with a run.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="name">The copy's name.</param>
    public string EvidenceOf(string runId, string name) => paths.EvidenceOf(runId, name);

    /// <summary>The report of a run as it is kept with the record, or null where there is none.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no regular file, or is larger than any report.</exception>
    public byte[]? TryReadReport(string runId) => RegularFile.TryRead(paths.ReportOf(runId), PackedReport.LargestData);

    /// <summary>Flushes the names of what was written beside its place.</summary>
    /// <param name="folder">The folder in which it was made.</param>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>.</exception>
    public void Secure(string folder)
    {
        try
        {
            disk.FlushFolder(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw PreparedFile.Failed(folder, failure);
        }
    }

    /// <summary>Puts a prepared record in its place; the ledger flushes its name with what it appends of it.</summary>
    /// <param name="folder">The folder in which it was made.</param>
    /// <param name="runId">The run.</param>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>.</exception>
    public void Commit(string folder, string runId)
    {
        try
        {
            disk.Rename(folder, Path.GetDirectoryName(PathOf(runId))!);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw PreparedFile.Failed(PathOf(runId), failure);
        }
    }

    /// <summary>A record's bytes, or null where there is none.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no regular file, or is larger than any record.</exception>
    public byte[]? TryRead(string runId) => TryReadFile(PathOf(runId));

    /// <summary>The bytes of a record that need not be in its place, or null where there is none.</summary>
    /// <inheritdoc cref="TryRead" path="/exception"/>
    public static byte[]? TryReadFile(string path) => RegularFile.TryRead(path, RunVerification.LongestRecord);
}
