import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { z } from 'zod'
import { parseDayEntry } from '../src-shared/calendar/parseDayEntry.ts'
import { checkIdNumber } from '../src-shared/intake/identity.ts'
import { dayOf } from '../src-shared/kernel/day.ts'
import { toCapitalAmount } from '../src-shared/kernel/capitalAmount.ts'
import App from './App.vue'
import { createAppRouter } from './app/router.ts'
import { installSafeLeave } from './app/safeLeave.ts'
import { installTheme } from './app/theme.ts'
import './app/themeStyles.ts'
import './app/page.css'
import { provideFieldTools } from './ui/form/fieldTools.ts'
import { installImeGuard } from './ui/imeGuard.ts'
import { browserStorage, provideUiStorage } from './ui/uiStorage.ts'

z.config({ jitless: true }) // the page may not make code from text
installImeGuard()
installSafeLeave()
const storage = browserStorage('onewindow:')
installTheme(storage)

const app = createApp(App)
provideUiStorage(app, storage)
provideFieldTools(app, {
  parseDay: (text) => parseDayEntry(text, dayOf(new Date().toISOString())),
  amountInWords: toCapitalAmount,
  checkIdNumber(text) {
    const found = checkIdNumber(text)
    if (found.kind !== 'valid') return { ok: false, message: found.message }
    return { ok: true, birthOn: found.birthOn, sex: found.sex === '1' ? 'male' : 'female' }
  },
})
app.use(createPinia()).use(createAppRouter()).mount('#app')
