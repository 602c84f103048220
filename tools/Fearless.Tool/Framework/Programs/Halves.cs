#!/usr/bin/env dotnet
#:package Fearless@0.1.0
#:property PublishAot=false

// Work that divides itself: both halves at once, and each of them again. A fork that nobody takes costs nanoseconds.
using Fearless;

Console.WriteLine(Paths(10, 10));

// The ways through a grid that go right and down only.
static long Paths(int width, int height)
{
    if (width == 0 || height == 0)
        return 1;
    var (right, down) = Par.Join((width, height), static size => Paths(size.width - 1, size.height), static size => Paths(size.width, size.height - 1));
    return right + down;
}
