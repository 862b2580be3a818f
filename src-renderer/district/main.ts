import { createApp } from 'vue'
import { z } from 'zod'
import { parseDayEntry } from '../../src-shared/calendar/parseDayEntry.ts'
import { dayOf } from '../../src-shared/kernel/day.ts'
import { toCapitalAmount } from '../../src-shared/kernel/capitalAmount.ts'
import { setOfflineText } from '../api/errorTexts.ts'
import { installTheme } from '../app/theme.ts'
import '../app/themeStyles.ts'
import '../app/page.css'
import '../app/gate.css'
import '../app/layout.css'
import { provideFieldTools } from '../ui/form/fieldTools.ts'
import { installImeGuard } from '../ui/imeGuard.ts'
import { browserStorage, provideUiStorage } from '../ui/uiStorage.ts'
import DistrictApp from './DistrictApp.vue'
import { createDistrictRouter } from './districtRouter.ts'
import './district.css'

z.config({ jitless: true }) // the page may not make code from text
setOfflineText('暂时连不上区里的服务器，您写的内容还在；恢复后请再试一次')
installImeGuard()
const storage = browserStorage('onewindow-district:')
installTheme(storage)

const app = createApp(DistrictApp)
provideUiStorage(app, storage)
provideFieldTools(app, {
  parseDay: (text) => parseDayEntry(text, dayOf(new Date().toISOString())),
  amountInWords: toCapitalAmount,
  checkIdNumber: () => ({ ok: false, message: '' }),
})
app.use(createDistrictRouter()).mount('#app')
