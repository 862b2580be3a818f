import fc from 'fast-check'

// Elsewhere every run looks at other samples; CI looks at the same ones, so that it judges the change and not the day.
if (process.env['CI']) fc.configureGlobal({ seed: 20_261_121 })
