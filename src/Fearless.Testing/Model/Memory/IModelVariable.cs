namespace Fearless.Testing;

/// <summary>A variable of the model build.</summary>
internal interface IModelVariable
{
    /// <summary>Gives it the name that traces of the present execution show.</summary>
    void Name(ModelThread thread, string name);
}
