// A whole page around the few lines that a test is about, with the place for the snippet first in head.

export interface Parts {
  language?: string;
  head?: string;
  body?: string;
}

export function html(title: string, { language = 'en', head = '', body = `<h1>${title}</h1>` }: Parts = {}): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<!-- sluis -->
${head}
</head>
<body>
${body}
</body>
</html>
`;
}
