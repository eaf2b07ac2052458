namespace RiderPlatform.Organisations.PhoneCodes;

internal static class PhoneCodesSetup
{
    /// <summary>
    /// A configured provider is used wherever it is; without one a demo has its mailbox, and a city has no sign-in by
    /// phone.
    /// </summary>
    public static void AddPhoneCodes(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<SendCode>();
        builder.Services.AddScoped<UseCode>();
        var provider = SmsProvider.Address.Read(builder.Configuration);
        var demo = builder.Configuration.GetValue<bool>("Demo:Enabled");
        builder.Services.AddSingleton(new PhoneSignIn(provider is not null || demo));
        if (provider is not null)
        {
            builder.Services.AddSingleton(provider);
            // No log of it: the address may carry a key. No redirects: a code goes where the city said, or nowhere.
            builder.Services.AddHttpClient<ISmsSender, SmsProvider>(c => c.Timeout = SmsProvider.Patience)
                .RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
                {
                    AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                });
        }
        else if (demo)
        {
            builder.Services.AddSingleton<ISmsSender, Mailbox>();
        }

        if (provider is not null || demo)
        {
            builder.Services.AddHostedService<DeliverTexts>();
        }
    }

    /// <param name="IsAvailable">Whether anything can bring a code to a phone.</param>
    internal sealed record PhoneSignIn(bool IsAvailable);
}
