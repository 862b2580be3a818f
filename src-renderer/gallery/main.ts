import { createApp } from 'vue'
import ElementPlus from 'element-plus'
import zhCn from 'element-plus/es/locale/lang/zh-cn'
import { installImeGuard } from '../ui/imeGuard.ts'
import { provideFieldTools } from '../ui/form/fieldTools.ts'
import { browserStorage, provideUiStorage } from '../ui/uiStorage.ts'
import { installTheme } from '../app/theme.ts'
import '../app/themeStyles.ts'
import Gallery from './Gallery.vue'
import { sampleTools } from './samples.ts'

installImeGuard()
const storage = browserStorage('gallery.')
installTheme(storage)
const app = createApp(Gallery)
app.use(ElementPlus, { locale: zhCn })
provideUiStorage(app, storage)
provideFieldTools(app, sampleTools)
app.mount('#app')
