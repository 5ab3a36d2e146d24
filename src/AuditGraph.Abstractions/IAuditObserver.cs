namespace AuditGraph;

/// <summary>Where the library reports what it is doing. Calls may come from any thread.</summary>
public interface IAuditObserver
{
    /// <summary>Takes note of progress; called often, so an implementation throttles.</summary>
    /// <param name="progress">How far the work has come.</param>
    void OnProgress(AuditProgress progress);

    /// <summary>Takes note of a decision, for those who asked for detail.</summary>
    /// <param name="message">One sentence.</param>
    void OnVerbose(string message);

    /// <summary>Takes note of something the user should know although the work goes on.</summary>
    /// <param name="message">One sentence.</param>
    void OnWarning(string message);
}
