// workload: requests
// expect: nothing (the signature of a handler is given)
sealed class Button(HttpClient client)
{
    public event EventHandler? Pressed;

    public void Wire() => Pressed += OnPressed;

    public void Press() => Pressed?.Invoke(this, EventArgs.Empty);

    private async void OnPressed(object? sender, EventArgs e)
    {
        string answer = await client.GetStringAsync("http://localhost/pressed");
        Console.WriteLine(answer);
    }
}
