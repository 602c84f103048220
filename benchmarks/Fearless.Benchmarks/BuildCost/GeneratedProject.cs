using System.Globalization;

namespace Fearless.Benchmarks.BuildCost;

/// <summary>A program of many files, written for the compiler alone: everyday code, and in every tenth file parallel code of every kind.</summary>
internal static class GeneratedProject
{
    private const int FilesForOneParallel = 10;

    // What parallel code looks like; clean, so that no time goes into messages. NUMBER is replaced.
    private static readonly string[] ParallelMembers =
    [
        """
            public static double[] Scale(double[] values)
            {
                var scaled = new double[values.Length];
                Parallel.For(0, values.Length, i => scaled[i] = values[i] * NUMBER);
                return scaled;
            }
        """,
        """
            public static int CountLong(IReadOnlyList<string> words)
            {
                int count = 0;
                Parallel.ForEach(words, word =>
                {
                    if (word.Length > NUMBER % 7)
                        Interlocked.Increment(ref count);
                });
                return count;
            }
        """,
        """
            private readonly Lock _lock = new();
            private readonly Dictionary<string, int> _counts = new();

            public void Count(IEnumerable<string> words) => Parallel.ForEach(words, word =>
            {
                string key = Normalize(word);
                lock (_lock)
                    _counts[key] = _counts.TryGetValue(key, out int before) ? before + 1 : 1;
            });

            private static string Normalize(string word) => word.Trim().ToLowerInvariant() + NUMBER;
        """,
        """
            public static async Task<int> Both(Stream first, Stream second)
            {
                Task<int> left = ReadAll(first);
                Task<int> right = ReadAll(second);
                await Task.WhenAll(left, right);
                return await left + await right + NUMBER;
            }

            private static async Task<int> ReadAll(Stream stream)
            {
                var buffer = new byte[4096];
                int total = 0;
                for (int read = await stream.ReadAsync(buffer); read > 0; read = await stream.ReadAsync(buffer))
                    total += read;
                return total;
            }
        """,
        """
            public static double Energy(double[] samples) => samples.Par().Select(static x => x * x + NUMBER).Where(static x => x > 1).Sum();

            public static long[] Sorted(long[] values) => values.AsParallel().Where(x => x % 3 != 0).OrderBy(x => x).ToArray();
        """,
        """
            public static int Sum(int[] values)
            {
                int middle = values.Length / 2;
                (int left, int right) = Par.Join(() => SumOf(values, 0, middle), () => SumOf(values, middle, values.Length));
                return left + right + NUMBER;
            }

            private static int SumOf(int[] values, int from, int to)
            {
                int sum = 0;
                for (int i = from; i < to; i++)
                    sum += values[i];
                return sum;
            }
        """,
    ];

    /// <summary>Writes the files into a folder.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="files">How many.</param>
    /// <returns>The number of lines.</returns>
    public static int Write(string folder, int files)
    {
        int lines = 0;
        for (int number = 0; number < files; number++)
        {
            string text = File(number);
            lines += text.AsSpan().Count('\n');
            System.IO.File.WriteAllText(Path.Combine(folder, $"File{number}.cs"), text);
        }
        return lines;
    }

    private static string File(int number)
    {
        string parallel = number % FilesForOneParallel == 0 ? string.Join("\n\n", ParallelMembers) : "";
        return Template.Replace("PARALLEL", parallel, StringComparison.Ordinal)
            .Replace("OTHER", (number / 2).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("NUMBER", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private const string Template =
        """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Text;
        using System.Threading;
        using System.Threading.Tasks;
        using Fearless;

        namespace Generated.PartNUMBER;

        public enum KindNUMBER { None, Small, Large }

        public sealed record ItemNUMBER(int Id, string Name, decimal Price, KindNUMBER Kind)
        {
            public decimal Total(int count) => Kind switch
            {
                KindNUMBER.None => 0,
                KindNUMBER.Small => Price * count,
                _ => Price * count * 0.9m,
            };
        }

        public interface IStoreNUMBER
        {
            IEnumerable<ItemNUMBER> All { get; }

            bool TryFind(int id, out ItemNUMBER? item);

            void Add(ItemNUMBER item);
        }

        public class StoreNUMBER : IStoreNUMBER
        {
            private readonly Dictionary<int, ItemNUMBER> _items = new();
            private readonly List<string> _log = new();

            public IEnumerable<ItemNUMBER> All => _items.Values;

            public int Count => _items.Count;

            public bool TryFind(int id, out ItemNUMBER? item) => _items.TryGetValue(id, out item);

            public void Add(ItemNUMBER item)
            {
                if (item.Price < 0)
                    throw new ArgumentOutOfRangeException(nameof(item), "The price is negative.");
                _items[item.Id] = item;
                _log.Add($"added {item.Name} for {item.Price:0.00}");
            }

            public decimal Sum(KindNUMBER kind)
            {
                decimal sum = 0;
                foreach (ItemNUMBER item in _items.Values)
                {
                    if (item.Kind == kind)
                        sum += item.Total(NUMBER % 5 + 1);
                }
                return sum;
            }

            public IReadOnlyList<string> Names() => _items.Values.Where(item => item.Kind != KindNUMBER.None).OrderBy(item => item.Name).Select(item => item.Name).ToList();

            public string Describe()
            {
                var text = new StringBuilder();
                for (int i = 0; i < _log.Count; i++)
                {
                    if (i > 0)
                        text.Append(", ");
                    text.Append(i).Append(": ").Append(_log[i]);
                }
                return text.ToString();
            }

            public void Load(TextReader reader)
            {
                for (string? line = reader.ReadLine(); line is not null; line = reader.ReadLine())
                {
                    string[] parts = line.Split(';');
                    try
                    {
                        Add(new ItemNUMBER(int.Parse(parts[0]), parts[1], decimal.Parse(parts[2]), KindNUMBER.Small));
                    }
                    catch (FormatException error)
                    {
                        _log.Add(error.Message);
                    }
                }
            }

            public void Dispose(ICollection<IDisposable> resources)
            {
                foreach (IDisposable resource in resources)
                    resource.Dispose();
                resources.Clear();
            }

            public Generated.PartOTHER.KindOTHER Other => Generated.PartOTHER.KindOTHER.Large;
        }

        public static class ToolsNUMBER
        {
            public static int Distance(string left, string right)
            {
                var costs = new int[left.Length + 1, right.Length + 1];
                for (int i = 0; i <= left.Length; i++)
                    costs[i, 0] = i;
                for (int j = 0; j <= right.Length; j++)
                    costs[0, j] = j;
                for (int i = 1; i <= left.Length; i++)
                {
                    for (int j = 1; j <= right.Length; j++)
                    {
                        int change = left[i - 1] == right[j - 1] ? 0 : 1;
                        costs[i, j] = Math.Min(Math.Min(costs[i - 1, j] + 1, costs[i, j - 1] + 1), costs[i - 1, j - 1] + change);
                    }
                }
                return costs[left.Length, right.Length];
            }

            public static Func<int, int> Compose(params Func<int, int>[] functions) => x => functions.Aggregate(x, (value, function) => function(value));
        }

        public class WorkNUMBER
        {
            public int Number => NUMBER;

        PARALLEL
        }
        """;
}
