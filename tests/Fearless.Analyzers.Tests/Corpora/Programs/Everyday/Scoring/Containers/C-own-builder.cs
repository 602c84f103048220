// clean FC3004: each iteration has a builder of its own
static class Program
{
    static string[] Run(string[] names)
    {
        var result = new string[names.Length];
        Parallel.For(0, names.Length, i =>
        {
            var builder = new StringBuilder();
            foreach (char c in names[i]) builder.Append(char.ToUpperInvariant(c));
            result[i] = builder.ToString();
        });
        return result;
    }
}
