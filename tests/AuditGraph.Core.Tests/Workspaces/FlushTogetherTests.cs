using System.Collections.Concurrent;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Workspaces;

public sealed class FlushTogetherTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public void Each_thing_is_done_once(int count)
    {
        var done = new ConcurrentBag<int>();

        FlushTogether.Do(count, done.Add);

        Assert.Equal(Enumerable.Range(0, count), done.Order());
    }

    [Fact]
    public void Things_are_done_side_by_side()
    {
        using var both = new Barrier(2);

        FlushTogether.Do(2, _ => both.SignalAndWait(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void What_fails_is_told_after_all_have_ended_and_nothing_more_is_begun()
    {
        int ended = 0;

        var failure = Assert.Throws<InvalidOperationException>(() => FlushTogether.Do(10_000, index =>
        {
            if (index == 3)
            {
                throw new InvalidOperationException("the third");
            }

            Thread.Sleep(1);
            Interlocked.Increment(ref ended);
        }));

        Assert.Equal("the third", failure.Message);
        int seen = Volatile.Read(ref ended);
        Assert.InRange(seen, 0, 9_000);
        Thread.Sleep(20);
        Assert.Equal(seen, Volatile.Read(ref ended));
    }
}
