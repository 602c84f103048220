// clean FC1004: the scope joins them
static class Program
{
    static void Run()
    {
        List<string> people = ["Alice", "Bob", "Carol"];
        ThreadScope.Run(scope =>
        {
            foreach (string person in people)
                scope.Spawn(() => Console.WriteLine(person + people.Count));
        });
        people.Clear();
    }
}
