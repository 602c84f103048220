using System.CommandLine;
using Fearless.Benchmarks.Commands;

var root = new RootCommand("Measures Fearless against its peers.")
{
    CompareCommand.Create(),
    MicroCommand.Create(),
    BuildCostCommand.Create(),
    WatchOverheadCommand.Create(),
    WatchOverheadCommand.CreateBusy(),
};
return root.Parse(args).Invoke();
