// race FC1004: threads that nobody joins read a list that is cleared
// SOURCE: crossbeam-rs/crossbeam, crossbeam-utils/src/thread.rs, E0597
static class Program
{
    static void Run()
    {
        List<string> people = ["Alice", "Bob", "Carol"];
        foreach (string person in people.ToArray())
        {
            var thread = new Thread(() => Console.WriteLine(person + people.Count));
            thread.Start();
        }
        people.Clear();
    }
}
