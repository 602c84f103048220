using System.Reflection;
using System.Runtime.Loader;
using Fearless.Scheduling;

namespace Fearless.Tests.Parallel;

/// <summary>Loads the library a second time, and so runs by itself.</summary>
[Collection(nameof(Alone))]
public class DefaultPoolTests
{
    [Fact]
    public void The_default_pool_is_made_as_it_was_configured_before_its_first_use() => PoolTest.Guard(() =>
    {
        // A second copy of the library, whose default pool nobody has used yet.
        Assembly library = new AssemblyLoadContext("unused").LoadFromAssemblyPath(typeof(WorkerPool).Assembly.Location);
        Type poolType = library.GetType(typeof(WorkerPool).FullName!)!;
        Type optionsType = library.GetType(typeof(WorkerPoolOptions).FullName!)!;
        MethodInfo configure = poolType.GetMethod(nameof(WorkerPool.ConfigureDefault))!;

        Assert.IsType<ArgumentOutOfRangeException>(Assert.Throws<TargetInvocationException>(() => configure.Invoke(null, [Options(-3)])).InnerException);
        configure.Invoke(null, [Options(5)]);
        object made = poolType.GetProperty(nameof(WorkerPool.Default))!.GetValue(null)!;
        Assert.Equal(5, poolType.GetProperty(nameof(WorkerPool.Size))!.GetValue(made));
        // Two event sources of one name in a process are one too many.
        ((IDisposable)library.GetType(typeof(FearlessEventSource).FullName!)!.GetField(nameof(FearlessEventSource.Log))!.GetValue(null)!).Dispose();
        Assert.IsType<InvalidOperationException>(Assert.Throws<TargetInvocationException>(() => configure.Invoke(null, [Options(2)])).InnerException);

        object Options(int size)
        {
            object options = Activator.CreateInstance(optionsType)!;
            optionsType.GetProperty(nameof(WorkerPoolOptions.Size))!.SetValue(options, size);
            return options;
        }
    });
}
