using System.Reflection;
using System.Runtime.CompilerServices;

namespace Fearless.Tests.Threads;

public class ScopeLoanTests
{
    [Fact]
    public void Threads_write_to_the_caller_s_stack()
    {
        Span<int> histogram = stackalloc int[256];

        ThreadScope.Run(histogram, static (scope, histogram) =>
        {
            var (low, high) = histogram.SplitAt(128);
            scope.Spawn(low, static part => part.Fill(1));
            scope.Spawn(high, static part => part.Fill(2));
        });

        Assert.Equal(128 + 256, histogram.ToArray().Sum());
    }

    [Fact]
    public void Threads_write_to_an_array_while_the_collector_moves_things()
    {
        ThreadScope.Run(static scope =>
        {
            ScopedThread[] threads = new ScopedThread[8];
            int[][] arrays = new int[8][];
            for (int i = 0; i < threads.Length; i++)
            {
                _ = new byte[1000];
                arrays[i] = new int[100];
                threads[i] = scope.Spawn(arrays[i].AsSpan(), static part =>
                {
                    GC.Collect(0, GCCollectionMode.Forced, blocking: true);
                    part.Fill(7);
                    GC.Collect(1, GCCollectionMode.Forced, blocking: true, compacting: true);
                    part.Fill(8);
                });
            }
            for (int i = 0; i < threads.Length; i++)
            {
                threads[i].Join();
                Assert.All(arrays[i], static value => Assert.Equal(8, value));
            }
        });
    }

    [Fact]
    public void References_in_an_array_are_lent_and_seen_by_the_collector()
    {
        string?[] words = new string?[64];

        ThreadScope.Run(words.AsSpan(), static (scope, words) =>
        {
            foreach (Span<string?> chunk in words.ChunksFor(4))
                scope.Spawn(chunk, static chunk =>
                {
                    for (int i = 0; i < chunk.Length; i++)
                    {
                        chunk[i] = new string('x', i + 1);
                        GC.Collect(0);
                    }
                });
        });

        Assert.Equal(Enumerable.Range(0, 64).Select(static i => new string('x', (i % 16) + 1)), words);
    }

    [Fact]
    public void A_span_of_references_on_the_stack_is_refused_and_the_remedy_named()
    {
        string?[] found = ThreadScope.Run(static scope =>
        {
            return new string?[] { null };
        });
        Slots slots = default;
        slots[0] = "on the stack";

        ThreadScope.Run((Span<string?>)slots, (scope, slots) =>
        {
            try
            {
                scope.Spawn(slots, static _ => { });
                Assert.Fail("It was lent.");
            }
            catch (ArgumentException exception)
            {
                found[0] = exception.Message;
            }
            try
            {
                scope.Spawn((ReadOnlySpan<int>)[1], slots, static (_, _) => { });
                Assert.Fail("It was lent.");
            }
            catch (ArgumentException)
            {
            }
        });

        Assert.Contains("ToArray", found[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_span_is_lent_together_with_a_state()
    {
        Span<int> numbers = stackalloc int[8];
        int[] read = [1, 2, 3];

        (int sum, int first) = ThreadScope.Run(numbers, (scope, numbers) =>
        {
            var (low, high) = numbers.SplitAt(4);
            scope.Spawn(low, 5, static (part, value) => part.Fill(value));
            ScopedThread<int> filled = scope.Spawn(high, 6, static (scope, part, value) =>
            {
                scope.Spawn(part, value, static (scope, part, value) => part.Fill(value)).Join();
                return part[0];
            });
            ReadOnlySpan<int> lent = read;
            ScopedThread<int> added = scope.Spawn(lent, 10, static (part, start) => start + part[0] + part[1] + part[2]);
            ScopedThread<int> addedInScope = scope.Spawn(lent, 10, static (scope, part, start) => start + part[0]);
            scope.Spawn(lent, read, static (part, array) => Assert.True(part == array)).Join();
            scope.Spawn(lent, read, static (scope, part, array) => Assert.True(part == array)).Join();
            Assert.Equal(11, addedInScope.Join());
            return (added.Join(), filled.Join());
        });

        Assert.Equal([5, 5, 5, 5, 6, 6, 6, 6], numbers.ToArray());
        Assert.Equal((16, 6), (sum, first));
    }

    [Fact]
    public void A_span_is_lent_together_with_what_is_moved_which_is_disposed_in_the_end()
    {
        Span<int> numbers = stackalloc int[4];
        var resources = new Resource[8];
        for (int i = 0; i < resources.Length; i++)
            resources[i] = new Resource { Value = i };

        ThreadScope.Run(numbers, (scope, numbers) =>
        {
            ReadOnlySpan<int> read = numbers;
            scope.Spawn(numbers, Moving(resources[0]), static (part, resource) => part.Fill(resource.Value + 1)).Join();
            Assert.Equal(2, scope.Spawn(numbers, Moving(resources[1]), static (part, resource) => part[0] + resource.Value).Join());
            scope.Spawn(numbers, Moving(resources[2]), static (scope, part, resource) => part[3] = resource.Value).Join();
            Assert.Equal(5, scope.Spawn(numbers, Moving(resources[3]), static (scope, part, resource) => part[3] + resource.Value).Join());
            scope.Spawn(read, Moving(resources[4]), static (part, resource) => resource.Value = part[3]).Join();
            Assert.Equal(7, scope.Spawn(read, Moving(resources[5]), static (part, resource) => part[3] + resource.Value).Join());
            scope.Spawn(read, Moving(resources[6]), static (scope, part, resource) => { resource.Value = part[3]; }).Join();
            Assert.Equal(9, scope.Spawn(read, Moving(resources[7]), static (scope, part, resource) => part[3] + resource.Value).Join());
        });

        Assert.All(resources, static resource => Assert.Equal(1, resource.Disposals));
        Assert.Equal(2, resources[4].Value);
        Assert.Equal(2, resources[6].Value);
    }

    [Fact]
    public void What_was_to_be_moved_beside_a_loan_that_is_refused_is_disposed()
    {
        Slots slots = default;
        slots[0] = "on the stack";
        Resource[] resources = [new(), new(new IOException())];

        ThreadScope.Run((Span<string?>)slots, (scope, slots) =>
        {
            foreach (Resource resource in resources)
            {
                try
                {
                    scope.Spawn(slots, Moving(resource), static (_, _) => { });
                    Assert.Fail("It was lent.");
                }
                catch (ArgumentException exception)
                {
                    Assert.Equal(ReferenceEquals(resource, resources[1]) ? 1 : 0, exception.GetSuppressed().Count);
                }
            }
        });

        Assert.All(resources, static resource => Assert.Equal(1, resource.Disposals));
    }

    private static Moved<Resource> Moving(Resource resource)
    {
        Resource? given = resource;
        return Move.Of(ref given);
    }

    [Fact]
    public void A_stack_span_younger_than_the_scope_is_refused_even_where_the_compiler_was_told_to_look_away()
    {
        ThreadScope.Run(static scope => LendFromBelow(scope));
        ThreadScope.Run(static scope => { scope.Spawn(static scope => LendFromBelow(scope)); });

        static void LendFromBelow(scoped ThreadScope scope)
        {
            Span<int> local = stackalloc int[4];
            try
            {
                scope.Spawn(local, static _ => { });
                Assert.Fail("It was lent.");
            }
            catch (ArgumentException exception)
            {
                Assert.Contains("outside ThreadScope.Run", exception.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_stack_span_of_a_body_is_refused_also_once_the_body_is_hot()
    {
        int refused = 0;
        int spawned = 0;
        Action<ThreadScope> body = scope =>
        {
            // Constant and small: the JIT makes it a local of whatever frame the body is inlined into.
            Span<int> local = stackalloc int[4];
            if (IsRefused(scope, local))
                Interlocked.Increment(ref refused);
            Interlocked.Increment(ref spawned);
        };

        // Past the first tier and the instrumented one, with pauses in which the background JIT puts the last one in place.
        for (int round = 0; round < 25; round++)
        {
            ThreadScope.Run(scope =>
            {
                for (int i = 0; i < 40; i++)
                    scope.Spawn(body).Join();
            });
            for (int i = 0; i < 40; i++)
                ThreadScope.Run(body);
            Thread.Sleep(100);
        }

        Assert.Equal(spawned, refused);

        static bool IsRefused(scoped ThreadScope scope, Span<int> span)
        {
            try
            {
                scope.Spawn(span, static _ => { });
                return false;
            }
            catch (ArgumentException)
            {
                return true;
            }
        }
    }

    // What the test above shows only where nothing else has shaped the JIT's profile of the same methods before it.
    [Theory]
    [InlineData(typeof(ActionThread<>), "RunBody")]
    [InlineData(typeof(FuncThread<,>), "RunBody")]
    [InlineData(typeof(ThreadScope), "Open")]
    [InlineData(typeof(ThreadScope), "Call")]
    [InlineData(typeof(SpanLoan<>), "Take")]
    public void The_frames_that_loans_rely_on_are_never_inlined(Type type, string name)
    {
        MethodInfo method = type.GetMethod(name, BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;

        Assert.True(method.MethodImplementationFlags.HasFlag(MethodImplAttributes.NoInlining));
    }

    [Fact]
    public void A_borrower_lends_on_what_it_borrowed()
    {
        Span<int> numbers = stackalloc int[2];

        ThreadScope.Run(numbers, static (scope, numbers) =>
        {
            scope.Spawn(numbers, static (scope, numbers) =>
            {
                var (low, high) = numbers.SplitAt(1);
                scope.Spawn(low, static part => part[0] = 1);
                scope.Spawn(high, static part => part[0] = 2);
            });
        });

        Assert.Equal([1, 2], numbers.ToArray());
    }

    [Fact]
    public void An_outer_scope_s_stack_is_lent_to_the_threads_of_an_inner_scope()
    {
        Span<int> numbers = stackalloc int[1];

        ThreadScope.Run(numbers, static (outer, numbers) =>
            ThreadScope.Run(numbers, static (inner, numbers) => { inner.Spawn(numbers, static part => part[0] = 5); }));

        Assert.Equal(5, numbers[0]);
    }

    [Fact]
    public void Empty_spans_are_lent() => ThreadScope.Run(static scope =>
    {
        Assert.Equal(0, scope.Spawn(Span<int>.Empty, static part => part.Length).Join());
        Assert.Equal(0, scope.Spawn(ReadOnlySpan<string>.Empty, static part => part.Length).Join());
        Assert.Equal(0, scope.Spawn(default(ReadOnlySpan<int>), Span<string>.Empty, static (low, high) => low.Length + high.Length).Join());
    });

    [Fact]
    public unsafe void Memory_outside_heap_and_stack_is_lent()
    {
        byte* memory = (byte*)System.Runtime.InteropServices.NativeMemory.AllocZeroed(16);
        try
        {
            ThreadScope.Run(new Span<byte>(memory, 16), static (scope, bytes) => { scope.Spawn(bytes, static bytes => bytes.Fill(3)); });
            Assert.Equal(48, new Span<byte>(memory, 16).ToArray().Sum(static value => value));
        }
        finally
        {
            System.Runtime.InteropServices.NativeMemory.Free(memory);
        }
    }

    [InlineArray(4)]
    private struct Slots
    {
        private string? _first;
    }
}
