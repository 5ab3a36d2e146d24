using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Execution;

namespace AuditGraph.Core.Tests.Execution;

public sealed class JobPlanTests
{
    private static readonly JobConfigFile File = Jobs.File(
        ("d", "needs: [b, c]"),
        ("c", "needs: [{job: a, when: done}], tags: [x]"),
        ("b", "needs: [a]"),
        ("a", "tags: [x, y]"),
        ("off", "enabled: false, tags: [y]"),
        ("onoff", "needs: [off], enabled: false"));

    [Fact]
    public void A_job_comes_with_all_that_it_needs_each_once_and_after_its_own_needs()
    {
        JobPlan plan = Plan("d");

        Assert.Equal(["a", "b", "c", "d"], Names(plan));
        Assert.Equal([false, false, false, true], plan.Jobs.Select(job => job.IsAskedFor));
        Assert.Equal([1, 2], plan.Jobs[3].Needs.Select(need => need.Index));
        Assert.Equal([1, 2], plan.Jobs[0].Dependants);
    }

    [Fact]
    public void Jobs_that_need_nothing_of_each_other_are_in_the_order_of_their_names_however_they_were_asked_for() =>
        Assert.Equal(["B", "a", "b", "c"], Names(JobPlan.Create([Jobs.Job("c"), Jobs.Job("a"), Jobs.Job("B"), Jobs.Job("b", "a")], _ => true)));

    [Fact]
    public void Needs_stay_behind_where_they_are_not_wanted_unless_they_are_asked_for_too()
    {
        JobPlan plan = JobPlanner.Plan(File, new PlanRequest { Names = ["d", "b"], WithNeeds = false });

        Assert.Equal(["b", "d"], Names(plan));
        Assert.Equal([new AuditJobNeed("a")], plan.Jobs[0].OutsideNeeds);
        Assert.Equal([new AuditJobNeed("c")], plan.Jobs[1].OutsideNeeds);
        Assert.Equal([0], plan.Jobs[1].Needs.Select(need => need.Index));
    }

    [Fact]
    public void Tags_choose_enabled_jobs_that_have_one_of_them()
    {
        Assert.Equal(["a", "c"], Names(JobPlanner.Plan(File, new PlanRequest { Tags = ["X"] })));
        Assert.Equal(["a"], Names(JobPlanner.Plan(File, new PlanRequest { Tags = ["y"] })));
        Assert.Equal("TagNotFound", Assert.Throws<AuditRunException>(() => JobPlanner.Plan(File, new PlanRequest { Tags = ["z"] })).Descriptor.Name);
    }

    [Fact]
    public void All_are_those_that_are_enabled() =>
        Assert.Equal(["a", "b", "c", "d"], Names(JobPlanner.Plan(File, new PlanRequest { All = true })));

    [Fact]
    public void A_disabled_need_is_an_error_unless_it_was_named()
    {
        AuditConfigurationException error = Assert.Throws<AuditConfigurationException>(() => Plan("onoff"));

        Assert.Equal(("NeedDisabled", "off"), (error.Descriptor.Name, (string)error.Target!));
        Assert.Equal(["off", "onoff"], Names(Plan("onoff", "off")));
    }

    [Fact]
    public void A_need_of_a_job_from_elsewhere_that_nobody_defines_is_an_error() =>
        Assert.Equal("NeedsUnknown", Assert.Throws<AuditConfigurationException>(
            () => JobPlanner.Plan([Jobs.Job("a", "gone")], [], withNeeds: true)).Descriptor.Name);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    public void A_circle_of_jobs_from_elsewhere_is_an_error(int length)
    {
        AuditJob[] jobs = [.. Enumerable.Range(0, length).Select(index => Jobs.Job($"j{index}", $"j{(index + 1) % length}"))];

        Assert.Equal("NeedsCycle", Assert.Throws<AuditConfigurationException>(() => JobPlan.Create(jobs, _ => true)).Descriptor.Name);
    }

    [Fact]
    public void A_chain_of_ten_thousand_is_planned_without_a_deep_stack()
    {
        AuditJob[] jobs = [.. Enumerable.Range(0, 10_000).Select(index => Jobs.Job($"j{index:0000}", index == 9_999 ? [] : [$"j{index + 1:0000}"]))];
        JobPlan? plan = null;
        var thread = new Thread(() => plan = JobPlanner.Plan([jobs[0]], jobs, withNeeds: true), maxStackSize: 128 * 1024);
        thread.Start();
        thread.Join();

        Assert.Equal(jobs.Select(job => job.Name).Reverse(), Names(plan!));
    }

    private static JobPlan Plan(params string[] names) => JobPlanner.Plan(File, new PlanRequest { Names = names });

    private static IEnumerable<string> Names(JobPlan plan) => plan.Jobs.Select(job => job.Job.Name);
}
