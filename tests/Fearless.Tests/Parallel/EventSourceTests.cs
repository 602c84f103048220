using System.Diagnostics.Tracing;
using Fearless.Scheduling;

namespace Fearless.Tests.Parallel;

public class EventSourceTests
{
    [Fact]
    public void The_name_that_is_passed_is_the_one_that_tools_read_from_the_attribute()
    {
        FearlessEventSource source = FearlessEventSource.Log;
        Assert.Null(source.ConstructionException);
        Assert.Equal(EventSource.GetName(typeof(FearlessEventSource)), source.Name);
        Assert.Equal(EventSource.GetGuid(typeof(FearlessEventSource)), source.Guid);
        Assert.Contains(nameof(FearlessEventSource.TaskPolledLong), EventSource.GenerateManifest(typeof(FearlessEventSource), null), StringComparison.Ordinal);
    }
}
