using Tender.Site.Setup;

return await SiteProgram.RunAsync(args);
