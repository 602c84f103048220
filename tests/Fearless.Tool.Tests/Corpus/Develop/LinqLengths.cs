// workload: none
// expect: nothing
static class Lengths
{
    public static int[] Of(IReadOnlyList<string> documents) => documents.Select(static document => document.Length).ToArray();
}
