namespace AuditGraph.Core.Execution;

/// <summary>
/// Keeps the messages of each job together and in the order of the plan: those of the first job that has not ended pass
/// at once, those of the others wait for their turn. Progress never waits.
/// </summary>
internal sealed class MessageOrder
{
    private readonly Lock gate = new();

    private readonly JobMessages[] jobs;

    private int first;

    /// <summary>Makes the order of a plan's jobs.</summary>
    /// <param name="observers">Who is told of each job, in the order of the plan.</param>
    public MessageOrder(IEnumerable<IAuditObserver> observers) =>
        jobs = [.. observers.Select((observer, index) => new JobMessages(this, index, observer))];

    /// <summary>Who takes a job's messages.</summary>
    public IAuditObserver this[int index] => jobs[index];

    /// <summary>Says that a job and all before it have ended, and lets the messages of the next pass.</summary>
    public void End(int index)
    {
        lock (gate)
        {
            for (int job = first; job <= Math.Min(index + 1, jobs.Length - 1); job++)
            {
                jobs[job].Release();
            }

            first = index + 1;
        }
    }

    private sealed class JobMessages(MessageOrder order, int index, IAuditObserver observer) : IAuditObserver
    {
        private readonly List<Action<IAuditObserver>> waiting = [];

        public void OnProgress(AuditProgress progress) => observer.OnProgress(progress);

        public void OnVerbose(string message) => Pass(told => told.OnVerbose(message));

        public void OnWarning(string message) => Pass(told => told.OnWarning(message));

        public void Release()
        {
            foreach (Action<IAuditObserver> message in waiting)
            {
                message(observer);
            }

            waiting.Clear();
        }

        private void Pass(Action<IAuditObserver> message)
        {
            lock (order.gate)
            {
                if (index > order.first)
                {
                    waiting.Add(message);
                }
                else
                {
                    message(observer);
                }
            }
        }
    }
}
