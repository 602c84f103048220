using System.Globalization;
using Fearless.Tool.Watched;

// Arguments: what to do, and for how many seconds. It ends by saying what share of its time was what it is named after, by its own clock:
// on a busy machine that is not quite what was planned.
TimeSpan duration = TimeSpan.FromSeconds(double.Parse(args[1], CultureInfo.InvariantCulture));
double share = args[0] switch
{
    "compute" => Computing.Run(duration),
    "network" => Waiting.ForNetwork(duration),
    "task" => Waiting.ForTasks(duration),
    "lock" => OneHotLock.Run(duration),
    "pool" => StarvedPool.Run(duration),
    "garbage" => Garbage.Run(duration),
    "messages" => Messages.Run(duration),
    "nothing" => await Nothing.Run(duration),
    _ => throw new ArgumentException($"{args[0]} is none of the profiles.", nameof(args)),
};
Console.WriteLine(share.ToString("0.000", CultureInfo.InvariantCulture));
return args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 0;
