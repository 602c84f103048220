// workload: pipeline
// expect: nothing
using Fearless.Pipelines;

static class Letters
{
    public static int[] Count(string[] paths) =>
        Pipeline.From(paths).Parallel(File.ReadAllText).Ordered().Sequential(static text => text.Count(char.IsLetter)).ToArray();
}
