using System.IO;
using Fearless.Analyzers.Memory;

namespace Fearless.Analyzers.Knowledge;

/// <summary>Reads the files of facts. A line that it does not understand is an error, and not skipped.</summary>
internal static class FactReader
{
    public static KnowledgeBase Read(params string[] files)
    {
        var knowledge = new KnowledgeBase();
        foreach (string file in files)
        {
            using Stream stream = typeof(FactReader).Assembly.GetManifestResourceStream(file)
                ?? throw new InvalidOperationException($"{file} is not in the assembly.");
            using var reader = new StreamReader(stream);
            for (int number = 1; reader.ReadLine() is { } line; number++)
            {
                string[] words = line.Split('#')[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
                if (words.Length > 0)
                    Add(knowledge, words, $"{file}, line {number}");
            }
        }
        return knowledge;
    }

    private static void Add(KnowledgeBase knowledge, string[] words, string place)
    {
        if (words.Length < 2)
            throw new FormatException($"{place}: a fact is a kind, a name, and what is known of it.");
        (string kind, string name, string[] rest) = (words[0], words[1], [.. words.Skip(2)]);
        switch (kind)
        {
            case "start":
                AddTo(knowledge.Starts, name, ReadStart(rest, place));
                string[] parts = name.Split('.');
                knowledge.StarterNames.Add(parts[parts.Length - 1] is "" or "ctor" ? parts[parts.Length - 3].Split('`')[0] : parts[parts.Length - 1]);
                break;
            case "lock" or "unlock" or "guard":
                LockMode mode = rest.Contains("shared") ? LockMode.Shared : LockMode.Exclusive;
                AddTo(knowledge.Locks, name, new LockFact(rest[0], mode, kind == "unlock", kind == "guard"));
                break;
            case "join":
                knowledge.Joins[name] = rest[0];
                break;
            case "atomic":
                knowledge.Atomics[name] = rest[0] == "read";
                break;
            case "signal" or "await" or "reset" or "enlist":
                SignalVerb verb = kind switch { "signal" => SignalVerb.Signal, "await" => SignalVerb.Await, "reset" => SignalVerb.Reset, _ => SignalVerb.Enlist };
                knowledge.Signals[name] = new SignalFact(verb, ReadSignalKind(rest[0], place), rest.Contains("permit"));
                string type = name.Substring(0, name.LastIndexOf('.'));
                knowledge.AwaitedTypes[type] = kind == "signal" || knowledge.AwaitedTypes.TryGetValue(type, out bool signals) && signals;
                break;
            case "beyond":
                knowledge.Beyond.Add(name);
                break;
            case "result":
                knowledge.Results[name] = rest[0];
                break;
            case "effect":
                knowledge.Effects[name] = new EffectFact(List(rest, "writes"), List(rest, "reads"), List(rest, "adds"), List(rest, "fills"));
                break;
            case "moves" or "ends" or "sends":
                AddTo(knowledge.Transfers, name, ReadTransfer(kind, rest));
                break;
            case "moves-all":
                knowledge.MoveOnlyTypes[name] = new Transfer("", TransferKind.Move, List(rest, "but"), []);
                break;
            case "function":
                knowledge.Functions[name] = rest[0];
                break;
            case "type":
                knowledge.Types[name] = new TypeFact(ReadSharing(rest[0], place), [.. rest.Skip(1)]);
                break;
            default:
                throw new FormatException($"{place}: '{kind}' is no kind of fact.");
        }
    }

    private static SignalKind ReadSignalKind(string word, string place) => word switch
    {
        "event" or "permit" => SignalKind.Event,
        "count" => SignalKind.Count,
        "group" => SignalKind.Group,
        "phase" => SignalKind.Phase,
        "message" => SignalKind.Message,
        "closing" => SignalKind.Closing,
        _ => throw new FormatException($"{place}: '{word}' is nothing that is waited for."),
    };

    private static Transfer ReadTransfer(string kind, string[] words) => kind switch
    {
        "moves" => new Transfer(words[0], TransferKind.Move, List(words, "but"), []),
        // What was ended may be ended again: to dispose twice is allowed everywhere.
        "ends" => new Transfer(words[0], TransferKind.End, ["Dispose", "ToString", "Equals", "GetHashCode"], List(words, "only")),
        _ => new Transfer(words[0], TransferKind.Send, [], []),
    };

    private static Sharing ReadSharing(string word, string place) => word switch
    {
        "safe" => Sharing.Safe,
        "collection" => Sharing.Collection,
        "exclusive" => Sharing.Exclusive,
        _ => throw new FormatException($"{place}: '{word}' is no way to share."),
    };

    private static Start ReadStart(string[] words, string place)
    {
        var start = new Start(words[0]);
        foreach (string word in words.Skip(1))
        {
            string[] arguments = ArgumentsOf(word);
            start = word.Split('(')[0] switch
            {
                "many" => start with { IsMany = true },
                "once" => start with { IsMany = false },
                "beside" => start with { IsBeside = true },
                "stage" => start with { IsStage = true, IsMany = true, Lifetime = Lifetime.Call },
                "inline" => start with { Lifetime = Lifetime.Inline },
                "waits" => start with { Lifetime = Lifetime.Call },
                "handle" => start with { Lifetime = Lifetime.Handle },
                "unstarted" => start with { Lifetime = Lifetime.Unstarted },
                "scoped" => start with { Lifetime = Lifetime.Scope },
                "detached" => start with { Lifetime = Lifetime.Detached },
                "ends-scope" => start with { EndsScope = true },
                "continues" => start with { Continues = true },
                "counter" => start with { Counter = (arguments[0], arguments[1]) },
                "items" => start with { Items = arguments[0] },
                "gets" => start with { Arguments = [.. arguments] },
                "locks" => start with { Lock = arguments[0] == "shared" ? LockMode.Shared : LockMode.Exclusive },
                _ => throw new FormatException($"{place}: '{word}' says nothing of a start."),
            };
        }
        return start;
    }

    private static ImmutableHashSet<string> List(string[] words, string name) =>
        [.. words.Where(word => word.StartsWith(name + "(", StringComparison.Ordinal)).SelectMany(ArgumentsOf)];

    private static string[] ArgumentsOf(string word)
    {
        int open = word.IndexOf('(');
        return open < 0 ? [] : word.Substring(open + 1).TrimEnd(')').Split(',');
    }

    private static void AddTo<T>(Dictionary<string, List<T>> table, string name, T fact)
    {
        if (!table.TryGetValue(name, out List<T>? facts))
            table.Add(name, facts = []);
        facts.Add(fact);
    }
}
